package org.basedata.registry.core.subject;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * A subject as an act names it.
 *
 * @param identifier that it has if nothing has named it before; null where it is named by its reference alone
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Party(SubjectId subject, Identifier identifier) {}
