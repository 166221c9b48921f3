package org.basedata.registry.api.change;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.api.subject.PastRecords;
import org.basedata.registry.api.subject.Times;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.sharing.Entitlement;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.Masks;
import org.basedata.registry.core.sharing.Naming;
import org.basedata.registry.core.sharing.SubjectScope;
import org.basedata.registry.core.subject.SubjectSnapshot;
import org.basedata.registry.core.survivorship.MasterForm;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.core.survivorship.Segment;
import org.basedata.registry.projections.change.Changes;
import org.basedata.registry.projections.subject.MasterRecords;
import org.basedata.registry.projections.subject.Standing;
import org.basedata.registry.projections.subject.StoredSubject;
import org.basedata.registry.projections.subject.SubjectSteps;

/**
 * Reads changes for one reader, of no more than that one may see. What the reader is told follows from the subject before and after the change
 * alone, so that it is the same whenever it is asked.
 */
final class ChangeReading {
    /** Of a region or of rare items few changes fit: a page may end before it is full, and says that there is more. */
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(2);

    private static final int LEAST_AT_ONCE = 50;

    private final Changes changes;
    private final MasterRecords masterRecords;
    private final PastRecords records;
    private final ChangeSettings settings;
    private final ChangeQuestion question;
    private final Entitlement allowed;
    private final ShownRecord shown;
    /** Of the changes, as the answer says it: where a single one stands would tell how much lies between two. */
    private final long end;
    /** Items that tell whether a subject is in the region; empty when the agreements' scopes tell. */
    private final Set<String> regional;

    ChangeReading(
            Changes changes,
            MasterRecords masterRecords,
            PastRecords records,
            Catalogue catalogue,
            Naming naming,
            Masks masks,
            ChangeSettings settings,
            ChangeQuestion question,
            Entitlement allowed) {
        this.changes = changes;
        this.masterRecords = masterRecords;
        this.records = records;
        this.settings = settings;
        this.question = question;
        this.allowed = allowed;
        this.shown = new ShownRecord(allowed, catalogue, naming, masks);
        this.end = changes.end();
        this.regional = regional();
        if (allowed.items().isEmpty())
            throw new RequestRefused(
                            ProblemCode.NOT_ENTITLED,
                            "没有可以按批量交换方式订阅的数据项",
                            "there is no item that may be followed: none is shared in batches for this purpose")
                    .at("items");
    }

    /**
     * @param upTo the place of the last change that was looked at
     * @param more whether the end was not reached
     * @param end of the log, as far as changes are followed
     */
    record Told(List<ToldChange> entries, long upTo, boolean more, long end) {
        List<Access.Seen> seen() {
            return entries.stream().map(ToldChange::seen).toList();
        }

        /** All entries are of one day, so that the record of accesses says which. */
        LocalDate day(LocalDate otherwise) {
            return entries.isEmpty() ? otherwise : dayOf(entries.get(0).recordedAt());
        }

        Instant knownAt() {
            return entries.isEmpty() ? null : entries.get(entries.size() - 1).recordedAt();
        }
    }

    private static LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, Times.CHINA);
    }

    /** Whoever is told which subjects lie in a region learns where they are. */
    private Set<String> regional() {
        if (question.division() == null) return Set.of();
        for (SubjectScope scope : allowed.scopes())
            if (!scope.divisions().isEmpty()
                    && scope.divisions().stream().allMatch(each -> each.startsWith(question.division())))
                return Set.of();
        Set<String> items = new TreeSet<>(SubjectScope.DIVISIONS);
        items.removeIf(item -> allowed.items().get(item) != Masking.FULL);
        if (items.isEmpty())
            throw new RequestRefused(
                            ProblemCode.NOT_ENTITLED,
                            "按地区订阅,须能完整读取所在地区的数据项(在 items 之内),或者授权本身限于该地区",
                            "to follow a region, an item that says where subjects are has to be among `items` and readable as it"
                                    + " is, or the agreement has to be about that region")
                    .at("division");
        return items;
    }

    /**
     * Looks on behind a full page for one more entry or the end: whether there is more must not tell of what others are told.
     *
     * @param last position of the last change that may be told
     */
    Told after(long position, int limit, long last) {
        return read(position, limit, last, true);
    }

    /** Whether there is anything to be told: the first entry is enough. */
    Told any(long position) {
        return read(position, 1, Long.MAX_VALUE, false);
    }

    private Told read(long position, int limit, long last, boolean looksOn) {
        Changes.Filter filter = filter();
        List<ToldChange> told = new ArrayList<>();
        long upTo = position;
        long patient = System.nanoTime() + PATIENCE;
        boolean more = true;
        while (more && (looksOn || told.size() < limit) && System.nanoTime() < patient) {
            Changes.Page page = changes.after(upTo, filter, Math.max(LEAST_AT_ONCE, limit - told.size() + 1));
            if (page.isDropped()) throw settings.tooOld();
            Map<SubjectSteps.Place, SubjectSteps.Step> steps = changes.steps(page.changes());
            for (Changes.Change change : page.changes()) {
                if (change.position() > last) return new Told(told, last, true, end);
                ToldChange entry = told(change, steps.get(change.place()));
                if (entry == null) continue;
                boolean otherDay =
                        !told.isEmpty() && !dayOf(told.get(0).recordedAt()).equals(dayOf(entry.recordedAt()));
                if (otherDay || told.size() == limit) return new Told(told, entry.position() - 1, true, end);
                told.add(entry);
            }
            if (page.upTo() >= last) return new Told(told, last, !page.atEnd(), end);
            upTo = page.upTo();
            more = !page.atEnd();
        }
        return new Told(told, upTo, more, end);
    }

    private Changes.Filter filter() {
        Set<String> items = new TreeSet<>(allowed.items().keySet());
        items.addAll(allowed.lookedAt());
        items.addAll(regional);
        List<Set<String>> divisions = new ArrayList<>();
        for (SubjectScope scope : allowed.scopes()) if (!scope.divisions().isEmpty()) divisions.add(scope.divisions());
        if (question.division() != null) divisions.add(Set.of(question.division()));
        return new Changes.Filter(allowed.type(), items, divisions);
    }

    /** Null for nothing. */
    private ToldChange told(Changes.Change change, SubjectSteps.Step step) {
        if (step == null)
            throw new IllegalStateException("no event explains the change at position " + change.position()
                    + "; build the derived tables again");
        LocalDate day = dayOf(change.place().recordedAt());
        boolean was = isThere(step.before(), day);
        boolean is = isThere(step.after(), day);
        if (!was && !is) return null;
        if (!is) return gone(change, step.after(), day);
        List<String> changed = was ? shown.changed(step.before(), step.after()) : shown.all(step.after());
        if (was && changed.isEmpty()) return null;
        SubjectSnapshot now = step.after();
        byte[] record = records.written(now, change.place().recordedAt(), allowed, day);
        return new ToldChange(
                change.position(),
                was ? ToldChange.Kind.CHANGED : ToldChange.Kind.ENTERED,
                now.subject(),
                change.place().recordedAt(),
                changed,
                record,
                List.of(),
                new Access.Seen(now.subject(), now.sequence(), Access.Outcome.GIVEN));
    }

    private ToldChange gone(Changes.Change change, SubjectSnapshot now, LocalDate day) {
        SubjectId subject = now.subject();
        boolean decided = now.links().leadsTo() != null || now.links().isShared();
        List<SubjectId> successors =
                decided ? successors(subject, change.place().recordedAt(), day) : List.of();
        ToldChange.Kind kind = successors.isEmpty()
                ? ToldChange.Kind.LEFT
                : successors.size() == 1 ? ToldChange.Kind.SUPERSEDED : ToldChange.Kind.AMBIGUOUS;
        return new ToldChange(
                change.position(),
                kind,
                subject,
                change.place().recordedAt(),
                List.of(),
                null,
                successors,
                new Access.Seen(subject, -1, successors.isEmpty() ? Access.Outcome.LEFT : Access.Outcome.ELSEWHERE));
    }

    /** Who stands for the subject since, as far as the reader may know of them. */
    private List<SubjectId> successors(SubjectId subject, Instant knownAt, LocalDate day) {
        Standing standing = masterRecords
                .standing(allowed.type(), List.of(new Standing.Asked(subject, null)), knownAt)
                .results()
                .get(0);
        List<StoredSubject> all = standing instanceof Standing.Ambiguous ambiguous
                ? ambiguous.successors()
                : standing instanceof Standing.Found found
                        ? List.of(found.subject())
                        : standing instanceof Standing.Superseded superseded ? List.of(superseded.by()) : List.of();
        Predicate<StoredSubject> covered = each -> covers(MasterForm.read(each.master()), day);
        return all.stream()
                .filter(each -> !each.ref().equals(subject))
                .filter(covered)
                .map(StoredSubject::ref)
                .toList();
    }

    /** Whether the reader would have been answered with a record. */
    private boolean isThere(SubjectSnapshot subject, LocalDate day) {
        return subject.master().present()
                && subject.links().leadsTo() == null
                && !subject.links().isShared()
                && covers(subject.master(), day);
    }

    private boolean covers(MasterRecord master, LocalDate day) {
        for (SubjectScope scope : allowed.scopes()) if (!scope.covers(item -> value(master, item, day))) return false;
        if (regional.isEmpty()) return true;
        for (String item : regional) {
            String division = value(master, item, day);
            if (division != null && division.startsWith(question.division())) return true;
        }
        return false;
    }

    private static String value(MasterRecord master, String item, LocalDate day) {
        for (Segment segment : master.items().byItem().getOrDefault(item, List.of()))
            if (segment.covers(day)) return segment.value();
        return null;
    }
}
