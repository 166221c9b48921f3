package org.basedata.registry.importers.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.subject.RecordOutcome;
import org.junit.jupiter.api.Test;

class CheckpointTest {
    @Test
    void rowsAreTheSumOfWhatBecameOfThem() {
        Checkpoint one = Checkpoint.START.after(
                100, List.of(kept(RecordOutcome.Kind.ACCEPTED, 0), kept(RecordOutcome.Kind.UNCHANGED, 1)));
        Checkpoint two = one.after(250, List.of(refused(2, "NAME_MISSING", "ID_FORMAT"), refused(3, "NAME_MISSING")));
        assertThat(two.rows()).isEqualTo(4);
        assertThat(two.bytes()).isEqualTo(250);
        assertThat(two.counts().received()).isEqualTo(4);
        assertThat(two.counts().accepted()).isEqualTo(1);
        assertThat(two.counts().unchanged()).isEqualTo(1);
        assertThat(two.counts().refused()).isEqualTo(2);
        assertThat(two.refusedByCode()).isEqualTo(Map.of("ID_FORMAT", 1L, "NAME_MISSING", 2L));
    }

    @Test
    void aRowWithTheSameFaultTwiceCountsOnce() {
        assertThat(Checkpoint.START
                        .after(0, List.of(refused(0, "ITEM_VALUE", "ITEM_VALUE")))
                        .refusedByCode())
                .isEqualTo(Map.of("ITEM_VALUE", 1L));
    }

    @Test
    void rowsTakenWithAWarningAreCountedByWarning() {
        RecordOutcome warned = new RecordOutcome(
                0,
                RecordOutcome.Kind.ACCEPTED,
                new SubjectId(new UUID(1, 2)),
                null,
                null,
                null,
                List.of(),
                List.of(fault("ID_DIVISION")),
                List.of());
        assertThat(Checkpoint.START.after(0, List.of(warned)).warnedByCode()).isEqualTo(Map.of("ID_DIVISION", 1L));
    }

    @Test
    void sumsThatDoNotAgreeAreNoCheckpoint() {
        assertThatThrownBy(() -> new Checkpoint(5, 0, 1, 1, 1, new TreeMap<>(), new TreeMap<>()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("5 rows are not 1 accepted, 1 unchanged and 1 refused");
    }

    private static RecordOutcome kept(RecordOutcome.Kind kind, long index) {
        return new RecordOutcome(
                index, kind, new SubjectId(new UUID(1, 2)), null, null, null, List.of(), List.of(), List.of());
    }

    private static RecordOutcome refused(long index, String... codes) {
        return RecordOutcome.refused(
                index, List.of(codes).stream().map(CheckpointTest::fault).toList());
    }

    private static Fault fault(String code) {
        return new Fault(code, "record", null, "无", "none");
    }
}
