package org.basedata.registry.api.sharing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A page of groups. */
@Schema(name = "SharingGroups", description = "专项共享列表 / a page of groups for special uses")
@JsonInclude(JsonInclude.Include.ALWAYS)
record SharingGroupsAnswer(
        List<SharingGroupAnswer> results,

        @Schema(description = "Send it back with the same filters for the page that follows; null after the last page")
        String next) {}
