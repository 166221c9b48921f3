package org.basedata.registry.core.sharing;

import java.util.List;

/** An order that was taken: the group as it stands then, and what was appended to its stream. */
public record SharingGroupTaken(SharingGroup group, List<SharingGroupEvent> events) {}
