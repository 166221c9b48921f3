package org.basedata.registry.core.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.MessageHandler;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.subject.RecordOutcome;
import org.basedata.registry.core.subject.RowBuilder;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.core.subject.SubmitRecord;
import org.basedata.registry.core.subject.SubmitRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When others have to give way, by a watch that the test sets and a handler that answers when it is let. */
class IntakeTest {
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
    private final CountDownLatch answering = new CountDownLatch(1);
    private Intake intake;

    @BeforeEach
    void open() {
        SimpleCommandBus commands = SimpleCommandBus.builder().build();
        MessageHandler<CommandMessage<?>> handler = command -> {
            assertThat(answering.await(30, TimeUnit.SECONDS)).isTrue();
            return ((SubmitRecords) command.getPayload())
                    .rows().stream()
                            .map(row -> RecordOutcome.refused(row.index(), List.of(Fault.internal())))
                            .toList();
        };
        commands.subscribe(SubmitRecords.class.getName(), handler);
        intake = new Intake(commands, new SubjectIds(new byte[32]), 2, nanos::get);
    }

    @AfterEach
    void close() {
        answering.countDown();
        intake.close();
    }

    @Test
    void it_is_busy_while_rows_of_an_import_wait_and_until_a_second_after_the_last() throws Exception {
        assertThat(intake.isBusy()).isFalse();
        CompletableFuture<List<RecordOutcome>> answer = intake.submit(rows(100));
        assertThat(intake.isBusy()).isTrue();
        pass(TimeUnit.HOURS, 1);
        assertThat(intake.isBusy()).isTrue();
        answering.countDown();
        assertThat(answer.get(30, TimeUnit.SECONDS)).hasSize(100);
        pass(TimeUnit.MILLISECONDS, 999);
        assertThat(intake.isBusy()).isTrue();
        pass(TimeUnit.MILLISECONDS, 1);
        assertThat(intake.isBusy()).isFalse();
    }

    @Test
    void a_few_deliveries_do_not_make_it_busy_and_thousands_that_wait_do() throws Exception {
        CompletableFuture<List<RecordOutcome>> answer = intake.submit(rows(99));
        assertThat(intake.isBusy()).isFalse();
        CompletableFuture<?> all = CompletableFuture.allOf(
                IntStream.range(0, 25).mapToObj(each -> intake.submit(rows(99))).toArray(CompletableFuture[]::new));
        assertThat(intake.isBusy()).isTrue();
        answering.countDown();
        CompletableFuture.allOf(answer, all).get(30, TimeUnit.SECONDS);
        assertThat(intake.isBusy()).isFalse();
    }

    private void pass(TimeUnit unit, long time) {
        nanos.addAndGet(unit.toNanos(time));
    }

    private static List<SubmitRecord> rows(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> RowBuilder.row("GA", "household-registration", "GA-" + i)
                        .build())
                .toList();
    }
}
