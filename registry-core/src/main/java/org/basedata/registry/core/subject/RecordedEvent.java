package org.basedata.registry.core.subject;

import java.time.Instant;
import org.basedata.registry.core.identifier.SubjectId;

/** An event with its place in a stream. {@code recordedAt} never decreases along {@code sequence}. */
public record RecordedEvent(SubjectId subject, long sequence, Instant recordedAt, SubjectEvent event) {}
