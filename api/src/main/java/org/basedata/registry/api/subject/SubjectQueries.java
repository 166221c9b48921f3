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
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.basedata.registry.api.paging.PageMarks;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.IdentifierReading;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.subject.SubjectIds;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.core.survivorship.MasterForm;
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
            Cases cases) {
        this.masterRecords = masterRecords;
        this.history = history;
        this.explanations = explanations;
        this.ids = ids;
        this.catalogue = catalogue;
        this.clock = clock;
        this.marks = marks;
        this.position = position;
        this.periods = periods;
        this.cases = cases;
        this.writer = new AnswerWriter(catalogue);
    }

    /** The answer to the query in a body, a {@link QueryAnswer} in JSON. */
    byte[] query(SubjectType type, byte[] body) {
        QueryReading.Query query = QueryReading.read(type, body);
        Question question =
                Question.of(type, query.items(), query.view(), query.validAt(), query.knownAt(), catalogue, clock);
        position.await(query.atLeast());
        return query.keys() != null ? byKeys(query.keys(), question) : search(query, question);
    }

    private byte[] byKeys(List<SubjectAnswer.Key> keys, Question question) {
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
        Map<SubjectId, String> inCases = casesOf(
                question,
                standings.results().stream()
                        .filter(Standing.Found.class::isInstance)
                        .map(each -> ((Standing.Found) each).subject().ref()));
        return writer.query(
                question,
                standings.position(),
                results -> {
                    for (int i = 0; i < places.length; i++) {
                        Standing standing =
                                places[i] < 0 ? null : standings.results().get(places[i]);
                        SubjectAnswer.Key key = keys.get(i);
                        if (standing == null) results.missed(key);
                        else if (standing instanceof Standing.Found found)
                            results.found(
                                    key,
                                    found.subject(),
                                    inCases.get(found.subject().ref()));
                        else if (standing instanceof Standing.Superseded superseded)
                            results.elsewhere(key, Elsewhere.SUPERSEDED, List.of(superseded.by()));
                        else results.elsewhere(key, Elsewhere.AMBIGUOUS, ((Standing.Ambiguous) standing).successors());
                    }
                },
                null);
    }

    private byte[] search(QueryReading.Query query, Question asked) {
        // What is known at the beginning is what all pages show, or subjects would be missed or shown twice.
        String sameQuestion = asked.type() + "|" + criteria(query.search());
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
        SearchPage page = masterRecords.search(
                question.type(), query.search(), question.asOf(), changedSince, after, query.limit());
        String next = page.next() == null
                ? null
                : marks.write(
                        sameQuestion,
                        page.next().toString(),
                        question.asOf().validAt().toString(),
                        question.asOf().knownAt().toString());
        Map<SubjectId, String> inCases = casesOf(asked, page.results().stream().map(SubjectRecord::ref));
        return writer.query(
                question,
                at,
                results -> {
                    for (SubjectRecord subject : page.results())
                        results.found(
                                null,
                                new StoredSubject(
                                        subject.ref(),
                                        subject.identifier(),
                                        0,
                                        true,
                                        MasterForm.write(subject.master()),
                                        subject.links()),
                                inCases.get(subject.ref()));
                },
                next);
    }

    /** Of what is known now: which case there was then no answer about the past says. */
    private Map<SubjectId, String> casesOf(Question question, Stream<SubjectId> subjects) {
        boolean asked = question.full() && question.asOf().knownAt() == null;
        return asked ? cases.openNumbers(subjects.toList()) : Map.of();
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
        return found(question, asked(type, name));
    }

    private FoundSubject found(Question question, Standing.Asked asked) {
        Standing.Standings standings = masterRecords.standing(
                question.type(), List.of(asked), question.asOf().knownAt());
        StoredSubject subject = standing(standings);
        if (subject == null) throw noRecord();
        return new FoundSubject(
                question,
                subject,
                standings.position(),
                casesOf(question, Stream.of(subject.ref())).get(subject.ref()));
    }

    /** The only one that was asked for; null when nothing is on record. */
    private static StoredSubject standing(Standing.Standings standings) {
        Standing standing = standings.results().get(0);
        if (standing instanceof Standing.Superseded superseded) throw Elsewhere.superseded(superseded.by());
        if (standing instanceof Standing.Ambiguous ambiguous) throw Elsewhere.ambiguous(ambiguous.successors());
        return standing == null ? null : ((Standing.Found) standing).subject();
    }

    HistoryAnswer history(SubjectType type, String name, String item) {
        if (item != null && catalogue.item(type, item).isEmpty()) throw Question.unknownItem(Question.shown(item));
        SubjectId ref = historyOf(type, asked(type, name));
        List<HistoryEntry> entries = history.of(ref);
        // A subject that is gone has a history, one of the other type has none here.
        boolean ofOther =
                entries.isEmpty() || masterRecords.byRef(other(type), ref, null).isPresent();
        if (ofOther) throw noRecord();
        List<HistoryEntry> wanted = item == null
                ? entries
                : entries.stream().filter(entry -> entry.item().equals(item)).toList();
        return new HistoryAnswer(ref.toString(), wanted, null);
    }

    /** Each reference has a history of its own, also one that has gone over to another; a number has that of whose it is now. */
    private SubjectId historyOf(SubjectType type, Standing.Asked asked) {
        if (asked.identifier() == null) return asked.ref();
        StoredSubject standing = standing(masterRecords.standing(type, List.of(asked), null));
        return standing == null ? asked.ref() : standing.ref();
    }

    ExplanationAnswer explain(SubjectType type, String name, String item, String validAt, String knownAt) {
        Question question = Question.of(type, List.of(item), null, validAt, knownAt, catalogue, clock);
        SubjectId ref = found(question, asked(type, name)).subject().ref();
        Explanation explanation =
                explanations.of(type, ref, item, question.asOf()).orElseThrow(SubjectQueries::noRecord);
        return ExplanationAnswer.of(ref.toString(), explanation);
    }

    private Standing.Asked asked(SubjectType type, String name) {
        if (isRef(name)) return new Standing.Asked(new SubjectId(UUID.fromString(name)), null);
        Identifier uscc = uscc(type, name).orElseThrow(SubjectQueries::noRecord);
        return new Standing.Asked(ids.of(uscc), uscc);
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
