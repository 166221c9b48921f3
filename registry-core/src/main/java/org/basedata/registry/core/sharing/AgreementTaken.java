package org.basedata.registry.core.sharing;

import java.util.List;

/** An order that was taken: the agreement as it stands then, and what was appended to its stream. */
public record AgreementTaken(SharingAgreement agreement, List<SharingEvent> events) {}
