package org.basedata.registry.api.subject;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.access.Access;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.IdentifierReading;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.Masks;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.subject.Explanation;
import org.basedata.registry.projections.subject.Explanations;
import org.basedata.registry.projections.subject.HistoryEntry;
import org.basedata.registry.projections.subject.MasterRecords;
import org.basedata.registry.projections.subject.SearchCriteria;
import org.basedata.registry.projections.subject.SearchPage;
import org.basedata.registry.projections.subject.Standing;
import org.basedata.registry.projections.subject.StoredSubject;
import org.basedata.registry.projections.subject.SubjectHistory;
import org.basedata.registry.projections.subject.SubjectRecord;
import org.springframework.stereotype.Component;

/** Answers questions about subjects of either type. */
@Component
final class SubjectQueries {
    private static final Pattern REF = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final MasterRecords masterRecords;
    private final SubjectHistory history;
    private final Explanations explanations;
    private final SubjectIds ids;
    private final Catalogue catalogue;
    private final Clock clock;
    private final PageMarks marks;
    private final LogPosition position;
    private final PeriodsFollowed periods;
    private final Cases cases;
    private final AnswerWriter writer;
    private final Shown shown;
    private final Answering answering;
    private final Scoping scoping;

    SubjectQueries(
            MasterRecords masterRecords,
            SubjectHistory history,
            Explanations explanations,
            SubjectIds ids,
            Catalogue catalogue,
            Clock clock,
            PageMarks marks,
            LogPosition position,
            PeriodsFollowed periods,
            Masks masks,
            Answering answering,
            Cases cases,
            Scoping scoping) {
        this.masterRecords = masterRecords;
        this.history = history;
        this.explanations = explanations;
        this.ids = ids;
        this.catalogue = catalogue;
        this.clock = clock;
        this.marks = marks;
        this.position = position;
        this.periods = periods;
        this.writer = new AnswerWriter(catalogue, masks);
        this.shown = new Shown(catalogue, masks);
        this.answering = answering;
        this.cases = cases;
        this.scoping = scoping;
    }

    /** The answer to the query in a body, a {@link QueryAnswer} in JSON. */
    byte[] query(Inquiry inquiry, SubjectType type, byte[] body) {
        QueryReading.Query query = QueryReading.read(type, body);
        Question question =
                Question.of(type, query.items(), query.view(), query.validAt(), query.knownAt(), catalogue, clock);
        position.await(query.atLeast());
        return query.keys() != null
                ? answering.give(
                        inquiry,
                        wanted(Access.Operation.QUERY, question),
                        entitlement -> byKeys(query.keys(), question.under(entitlement)))
                : answering.give(
                        inquiry,
                        wanted(Access.Operation.SEARCH, question),
                        entitlement -> search(inquiry, query, question.under(entitlement)));
    }

    private static Answering.Wanted wanted(Access.Operation operation, Question question) {
        return new Answering.Wanted(operation, question.type(), question.items(), ProvisionWay.INTERFACE);
    }

    private Answering.Answer<byte[]> byKeys(List<SubjectAnswer.Key> keys, Question question) {
        List<Standing.Asked> asked = new ArrayList<>(keys.size());
        int[] places = new int[keys.size()];
        for (int i = 0; i < places.length; i++) {
            Optional<Identifier> identifier = IdentifierReading.read(
                            IdType.valueOf(keys.get(i).idType()), keys.get(i).id())
                    .identifier();
            places[i] = identifier.isPresent() ? asked.size() : -1;
            identifier.ifPresent(each -> asked.add(new Standing.Asked(ids.of(each), each)));
        }
        Standing.Standings standings =
                masterRecords.standing(question.type(), asked, question.asOf().knownAt());
        List<Standing> seen = new ArrayList<>(asked.size());
        for (Standing each : standings.results()) seen.add(inScope(each, question));
        Seeing seeing = new Seeing(keys.size());
        Map<SubjectId, String> inCases = casesOf(
                question, seen.stream().filter(Standing.Found.class::isInstance).map(each -> ((Standing.Found) each)
                        .subject()
                        .ref()));
        byte[] body = writer.query(
                question,
                standings.position(),
                results -> {
                    for (int i = 0; i < places.length; i++) {
                        SubjectAnswer.Key key = keys.get(i);
                        // Of a number that is none there is nobody to be seen.
                        if (places[i] < 0) results.missed(key);
                        else write(results, key, asked.get(places[i]).ref(), seen.get(places[i]), inCases, seeing);
                    }
                },
                null);
        return seeing.answer(body, question.asOf());
    }

    private static void write(
            AnswerWriter.Results results,
            SubjectAnswer.Key key,
            SubjectId asked,
            Standing standing,
            Map<SubjectId, String> inCases,
            Seeing seeing) {
        if (standing instanceof Standing.Found found
                && results.found(
                        key, found.subject(), inCases.get(found.subject().ref()))) seeing.given(found.subject());
        else if (standing instanceof Standing.Superseded superseded) {
            results.elsewhere(key, Elsewhere.SUPERSEDED, List.of(superseded.by()));
            seeing.elsewhere(asked);
        } else if (standing instanceof Standing.Ambiguous ambiguous) {
            results.elsewhere(key, Elsewhere.AMBIGUOUS, ambiguous.successors());
            seeing.elsewhere(asked);
        } else {
            results.missed(key);
            seeing.nothing(asked);
        }
    }

    /** What may be told of where somebody stands; null for nothing, be it that there is nothing. */
    private Standing inScope(Standing standing, Question question) {
        if (standing == null) {
            scoping.nobody(question);
            return null;
        }
        if (standing instanceof Standing.Found found) return scoping.covers(found.subject(), question) ? found : null;
        if (standing instanceof Standing.Superseded superseded)
            return scoping.covers(superseded.by(), question) ? superseded : null;
        List<StoredSubject> covered = ((Standing.Ambiguous) standing)
                .successors().stream()
                        .filter(each -> scoping.covers(each, question))
                        .toList();
        return covered.isEmpty() ? null : new Standing.Ambiguous(covered);
    }

    private Answering.Answer<byte[]> search(Inquiry inquiry, QueryReading.Query query, Question asked) {
        mustSearchBy(query.search(), asked);
        // What is known at the beginning is what all pages show, or subjects would be missed or shown twice.
        String sameQuestion = String.join(
                "|",
                asked.type().name(),
                criteria(query.search()),
                inquiry.by().name(),
                String.valueOf(inquiry.purpose()),
                String.valueOf(inquiry.agreement()));
        SubjectId after = null;
        AsOf asOf = asked.asOf();
        boolean changedSince = true;
        if (query.next() != null) {
            List<String> parts = marks.read(sameQuestion, query.next());
            after = SubjectId.of(parts.get(0));
            asOf = new AsOf(LocalDate.parse(parts.get(1)), Instant.parse(parts.get(2)));
        } else if (asOf.knownAt() == null) {
            asOf = new AsOf(asOf.validAt(), clock.instant().truncatedTo(ChronoUnit.MICROS));
            changedSince = false;
        } else {
            // Pages that follow do not wait, or those of a search of the present would, while a large import is
            // followed.
            changedSince = asOf.knownAt().isBefore(clock.instant());
            if (changedSince) periods.upToNow();
        }
        Question question = asked.at(asOf);
        long at = position.now();
        List<StoredSubject> shown = new ArrayList<>();
        SubjectId next = after;
        do {
            SearchPage page = masterRecords.search(
                    question.type(), query.search(), question.asOf(), changedSince, next, query.limit() - shown.size());
            next = page.next();
            List<SubjectId> refs =
                    page.results().stream().map(SubjectRecord::ref).toList();
            for (StoredSubject subject : masterRecords
                    .stored(question.type(), refs, question.asOf().knownAt())
                    .subjects()) if (subject != null && scoping.covers(subject, question)) shown.add(subject);
            // Who lies outside leaves no gap: pages are as full as if there were nobody else.
        } while (next != null && shown.size() < query.limit());
        String mark = next == null
                ? null
                : marks.write(
                        sameQuestion,
                        shown.get(shown.size() - 1).ref().toString(),
                        question.asOf().validAt().toString(),
                        question.asOf().knownAt().toString());
        Seeing seeing = new Seeing(shown.size());
        Map<SubjectId, String> inCases = casesOf(asked, shown.stream().map(StoredSubject::ref));
        byte[] body = writer.query(
                question,
                at,
                results -> {
                    for (StoredSubject subject : shown) {
                        results.found(null, subject, inCases.get(subject.ref()));
                        seeing.given(subject);
                    }
                },
                mark);
        return seeing.answer(body, question.asOf());
    }

    /** Whoever finds by a value learns it. */
    private static void mustSearchBy(SearchCriteria search, Question question) {
        Set<String> by = new TreeSet<>();
        if (search.name() != null || search.nameContains() != null) by.add("name");
        if (search.birthDate() != null) by.add("birthDate");
        if (search.divisionPrefix() != null)
            by.add(question.type() == SubjectType.PERSON ? "registeredDivision" : "division");
        by.removeIf(item -> question.allowed().items().get(item) == Masking.FULL);
        if (!by.isEmpty())
            throw new RequestRefused(
                            ProblemCode.NOT_ENTITLED,
                            "查找所用的数据项须在 items 中且可完整读取:" + String.join(", ", by),
                            "what is searched by has to be among `items`, and readable as it is: "
                                    + String.join(", ", by))
                    .at("search");
    }

    /** Of what is known now: which case there was then no answer about the past says. */
    private Map<SubjectId, String> casesOf(Question question, Stream<SubjectId> subjects) {
        boolean asked = question.full() && question.asOf().knownAt() == null;
        List<SubjectId> some = asked ? subjects.toList() : List.of();
        return some.isEmpty() ? Map.of() : cases.openNumbers(some);
    }

    private static String criteria(SearchCriteria search) {
        return String.join(
                "|",
                String.valueOf(search.name()),
                String.valueOf(search.nameContains()),
                String.valueOf(search.divisionPrefix()),
                String.valueOf(search.birthDate()));
    }

    /** @param name what stands in the address: a reference, or of a legal entity its USCC */
    FoundSubject one(
            Inquiry inquiry,
            SubjectType type,
            String name,
            String items,
            String viewName,
            String validAt,
            String knownAt,
            String atLeast) {
        Question question = Question.of(
                type,
                items == null ? null : Arrays.asList(items.split(",", -1)),
                viewName,
                validAt,
                knownAt,
                catalogue,
                clock);
        position.await(atLeast);
        return only(inquiry, wanted(Access.Operation.GET, question), question, type, name, found -> found);
    }

    /** Of one subject: whatever comes of it is on record, also that there is none. */
    private <T> T only(
            Inquiry inquiry,
            Answering.Wanted wanted,
            Question question,
            SubjectType type,
            String name,
            Function<FoundSubject, T> reading) {
        Reached<T> reached =
                answering.give(inquiry, wanted, entitlement -> reach(question.under(entitlement), type, name, reading));
        if (reached.refused() != null) throw reached.refused();
        return reached.value();
    }

    /** Either what was wanted of a subject, or why there is nothing. */
    private record Reached<T>(T value, RequestRefused refused) {}

    private <T> Answering.Answer<Reached<T>> reach(
            Question question, SubjectType type, String name, Function<FoundSubject, T> reading) {
        Standing.Asked asked = asked(type, name).orElse(null);
        if (asked == null) return new Seeing(1).answer(new Reached<>(null, noRecord()), question.asOf());
        Standing.Standings standings = masterRecords.standing(
                question.type(), List.of(asked), question.asOf().knownAt());
        Standing standing = inScope(standings.results().get(0), question);
        return reached(
                asked,
                standing,
                question,
                subject -> reading.apply(new FoundSubject(
                        question,
                        subject,
                        standings.position(),
                        casesOf(question, Stream.of(subject.ref())).get(subject.ref()))));
    }

    /** @param standing null for nothing that may be told of */
    private static <T> Answering.Answer<Reached<T>> reached(
            Standing.Asked asked, Standing standing, Question question, Function<StoredSubject, T> reading) {
        Seeing seeing = new Seeing(1);
        if (standing instanceof Standing.Found found) {
            seeing.given(found.subject());
            return seeing.answer(new Reached<>(reading.apply(found.subject()), null), question.asOf());
        }
        RequestRefused refused;
        if (standing instanceof Standing.Superseded superseded) refused = Elsewhere.superseded(superseded.by());
        else if (standing instanceof Standing.Ambiguous ambiguous)
            refused = Elsewhere.ambiguous(ambiguous.successors());
        else refused = noRecord();
        if (standing == null) seeing.nothing(asked.ref());
        else seeing.elsewhere(asked.ref());
        return seeing.answer(new Reached<>(null, refused), question.asOf());
    }

    HistoryAnswer history(Inquiry inquiry, SubjectType type, String name, String item) {
        Question question = Question.of(type, item == null ? null : List.of(item), null, null, null, catalogue, clock);
        Reached<HistoryAnswer> reached = answering.give(
                inquiry,
                wanted(Access.Operation.HISTORY, question),
                entitlement -> history(question.under(entitlement), type, name));
        if (reached.refused() != null) throw reached.refused();
        return reached.value();
    }

    /**
     * Each reference has a history of its own, also one that has gone over to another; a number has that of whose it is now, or of the
     * subject that it led to.
     */
    private Answering.Answer<Reached<HistoryAnswer>> history(Question question, SubjectType type, String name) {
        Standing.Asked asked = asked(type, name).orElse(null);
        if (asked != null && asked.identifier() != null) {
            Standing standing = inScope(
                    masterRecords.standing(type, List.of(asked), null).results().get(0), question);
            if (standing != null)
                return reached(
                        asked, standing, question, found -> history(found.ref(), history.of(found.ref()), question));
        }
        Seeing seeing = new Seeing(1);
        if (asked == null) return seeing.answer(new Reached<>(null, noRecord()), question.asOf());
        SubjectId ref = asked.ref();
        // In this order: the history tells at least as much as is put on record.
        StoredSubject now =
                masterRecords.stored(type, List.of(ref), null).subjects().get(0);
        List<HistoryEntry> entries = history.of(ref);
        // A subject that is gone has a history, one of the other type has none here; and it lies nowhere any more.
        boolean seen = now != null
                ? scoping.covers(now, question)
                : question.allowed().scopes().isEmpty()
                        && !entries.isEmpty()
                        && masterRecords.byRef(other(type), ref, null).isEmpty();
        if (!seen) {
            seeing.nothing(ref);
            return seeing.answer(new Reached<>(null, noRecord()), question.asOf());
        }
        if (now == null) seeing.elsewhere(ref);
        else seeing.given(now);
        return seeing.answer(new Reached<>(history(ref, entries, question), null), question.asOf());
    }

    private HistoryAnswer history(SubjectId ref, List<HistoryEntry> entries, Question question) {
        return new HistoryAnswer(ref.toString(), shown.history(entries, question), null);
    }

    ExplanationAnswer explain(
            Inquiry inquiry, SubjectType type, String name, String item, String validAt, String knownAt) {
        Question question = Question.of(type, List.of(item), null, validAt, knownAt, catalogue, clock);
        return only(inquiry, wanted(Access.Operation.EXPLAIN, question), question, type, name, found -> {
            SubjectId ref = found.subject().ref();
            Explanation explanation =
                    explanations.of(type, ref, item, question.asOf()).orElseThrow(SubjectQueries::noRecord);
            return shown.explanation(ref, explanation, found.question());
        });
    }

    private Optional<Standing.Asked> asked(SubjectType type, String name) {
        if (isRef(name)) return Optional.of(new Standing.Asked(new SubjectId(UUID.fromString(name)), null));
        return uscc(type, name).map(uscc -> new Standing.Asked(ids.of(uscc), uscc));
    }

    private static Optional<Identifier> uscc(SubjectType type, String name) {
        return type == SubjectType.LEGAL_ENTITY
                ? IdentifierReading.read(IdType.USCC, name).identifier()
                : Optional.empty();
    }

    private static boolean isRef(String name) {
        return REF.matcher(name).matches();
    }

    private static SubjectType other(SubjectType type) {
        return type == SubjectType.PERSON ? SubjectType.LEGAL_ENTITY : SubjectType.PERSON;
    }

    /** Says nothing of what was asked for: it may be a number that does not belong in an address. */
    private static RequestRefused noRecord() {
        return new RequestRefused(
                ProblemCode.NO_RECORD,
                "没有该主体。自然人只能以应答中的 ref 访问,证件号码请用 POST .../query,不得写入地址",
                "there is no such subject. Persons are found by the ref of an answer only; numbers go into the body of"
                        + " POST .../query, never into an address");
    }
}
