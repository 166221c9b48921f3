package org.basedata.registry.api.subject;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Entitlement;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.Masks;
import org.basedata.registry.core.sharing.Naming;
import org.basedata.registry.core.survivorship.AsOf;
import org.basedata.registry.projections.reconciliation.Cases;
import org.basedata.registry.projections.subject.MasterRecords;
import org.basedata.registry.projections.subject.SearchCriteria;
import org.basedata.registry.projections.subject.StoredSubject;
import org.springframework.stereotype.Component;

/** Reads all subjects that something is asked of, in order of ref and a few at a time, as queries show them. */
@Component
public final class BulkReading {
    private static final String ENTITY_TYPE = "entityType";
    /** Between several values of an item. */
    private static final String SEPARATOR = "|";

    private final MasterRecords masterRecords;
    private final Catalogue catalogue;
    private final Masks masks;
    private final Naming naming;
    private final AnswerWriter writer;
    private final Cases cases;
    private final LogPosition position;

    BulkReading(MasterRecords masterRecords, Catalogue catalogue, Masks masks, Cases cases, LogPosition position) {
        this.masterRecords = masterRecords;
        this.catalogue = catalogue;
        this.masks = masks;
        this.naming = new Naming(catalogue);
        this.writer = new AnswerWriter(catalogue, masks);
        this.cases = cases;
        this.position = position;
    }

    /**
     * Which subjects, and what of them.
     *
     * @param search may ask for nothing at all
     * @param entityTypes codes of the item {@code entityType}; empty for any
     * @param full with all that is known of values
     */
    public record Extent(
            SubjectType type,
            List<String> items,
            SearchCriteria search,
            Set<String> entityTypes,
            boolean full,
            LocalDate validAt) {
        /** The items that subjects are found by: whoever finds by a value learns it. */
        private Set<String> foundBy() {
            Set<String> by = new TreeSet<>();
            if (search.name() != null || search.nameContains() != null) by.add("name");
            if (search.birthDate() != null) by.add("birthDate");
            if (search.divisionPrefix() != null) by.add(type == SubjectType.PERSON ? "registeredDivision" : "division");
            if (!entityTypes.isEmpty()) by.add(ENTITY_TYPE);
            return by;
        }
    }

    /** Some of the subjects. */
    public record Stretch(List<Row> rows, SubjectId next) {}

    /**
     * A subject.
     *
     * @param json as an answer to a query shows it; null unless it was asked for
     * @param cells one a column; empty unless they were asked for
     */
    public record Row(byte[] json, List<String> cells) {}

    public enum Form {
        JSON,
        CELLS
    }

    /** The end of the log: what it covers is read from now on. */
    public long position() {
        return position.now();
    }

    /** @throws RequestRefused when one is not in the catalogue */
    public List<String> known(SubjectType type, List<String> items) {
        List<String> unknown = items.stream()
                .filter(item -> catalogue.item(type, item).isEmpty())
                .map(Question::shown)
                .toList();
        if (!unknown.isEmpty()) throw Question.unknownItem(String.join(", ", unknown));
        return List.copyOf(new LinkedHashSet<>(items));
    }

    /** @throws RequestRefused when subjects are to be found by what may not be seen as it is */
    public static void mustFindBy(Extent extent, Entitlement allowed) {
        Set<String> by = extent.foundBy();
        by.removeIf(item -> allowed.items().get(item) == Masking.FULL);
        if (!by.isEmpty())
            throw new RequestRefused(
                            ProblemCode.NOT_ENTITLED,
                            "查找所用的数据项须在 items 中且可完整读取:" + String.join(", ", by),
                            "what is searched by has to be among `items`, and readable as it is: "
                                    + String.join(", ", by))
                    .at("search");
    }

    /** The heads of {@link Row#cells}. */
    public List<String> columns(Extent extent) {
        List<String> columns = new ArrayList<>(List.of("ref", "idType", "id"));
        for (String item : extent.items()) {
            columns.add(item);
            if (extent.full())
                for (String part : List.of("status", "source", "validFrom", "validTo")) columns.add(item + "." + part);
        }
        if (!extent.full()) columns.add("disputed");
        return columns;
    }

    /**
     * @param allowed what is shown, whatever else may be seen by now
     * @param after where to go on, exclusive; null for the beginning
     * @param most how many are looked at; of those that lie outside nothing is said
     */
    public Answering.Answer<Stretch> stretch(
            Extent extent, Entitlement allowed, long position, SubjectId after, int most, Form form) {
        Question question = new Question(
                extent.type(),
                new LinkedHashSet<>(extent.items()),
                allowed,
                extent.full(),
                new AsOf(extent.validAt(), null));
        MasterRecords.Stretch stored =
                masterRecords.stretch(extent.type(), extent.search(), extent.validAt(), after, most);
        Map<SubjectId, String> inCases = form == Form.JSON && extent.full()
                ? cases.openNumbers(
                        stored.subjects().stream().map(StoredSubject::ref).toList())
                : Map.of();
        Seeing seeing = new Seeing(stored.subjects().size());
        List<Row> rows = new ArrayList<>(stored.subjects().size());
        for (StoredSubject subject : stored.subjects()) {
            MasterRecordCut cut = MasterRecordCut.of(subject.master(), question, catalogue);
            if (!cut.isInScope() || !isOfType(cut, extent.entityTypes())) continue;
            rows.add(
                    form == Form.JSON
                            ? new Row(
                                    writer.subject(subject, question, position, inCases.get(subject.ref())), List.of())
                            : new Row(null, cells(subject, cut, question, extent.items())));
            seeing.given(subject);
        }
        return seeing.answer(new Stretch(rows, stored.next()), question.asOf());
    }

    private static boolean isOfType(MasterRecordCut cut, Set<String> types) {
        if (types.isEmpty()) return true;
        for (MasterRecordCut.Item item : cut.items())
            if (item.code().equals(ENTITY_TYPE))
                return item.values().stream().anyMatch(line -> types.contains(line.value()));
        return false;
    }

    private List<String> cells(StoredSubject subject, MasterRecordCut cut, Question question, List<String> items) {
        List<String> cells = new ArrayList<>();
        cells.add(subject.ref().toString());
        boolean named = subject.identifier() != null;
        cells.add(named ? subject.identifier().type().name() : "");
        cells.add(named ? number(subject, question) : "");
        List<String> disputed = new ArrayList<>(0);
        for (String code : items) {
            MasterRecordCut.Item item = null;
            for (MasterRecordCut.Item each : cut.items()) if (each.code().equals(code)) item = each;
            cells.add(item == null ? "" : joined(item, line -> value(code, line.value(), question)));
            if (item != null && item.values().stream().anyMatch(MasterRecordCut.Line::isDisputed)) disputed.add(code);
            if (!question.full()) continue;
            cells.add(item == null ? "" : joined(item, MasterRecordCut.Line::status));
            cells.add(item == null ? "" : joined(item, line -> source(code, line, question)));
            cells.add(item == null ? "" : joined(item, line -> text(line.from())));
            cells.add(item == null ? "" : joined(item, line -> text(line.to())));
        }
        if (!question.full()) cells.add(String.join(SEPARATOR, disputed));
        return cells;
    }

    private String source(String item, MasterRecordCut.Line line, Question question) {
        String source = line.origin().source();
        return naming.names(question.allowed(), item, source) ? source : "";
    }

    private static String joined(MasterRecordCut.Item item, Function<MasterRecordCut.Line, String> part) {
        if (item.values().size() == 1) return part.apply(item.values().get(0));
        List<String> parts = new ArrayList<>();
        for (MasterRecordCut.Line line : item.values()) parts.add(part.apply(line));
        return String.join(SEPARATOR, parts);
    }

    private static String text(LocalDate day) {
        return day == null ? "" : day.toString();
    }

    /** Of what is there and not shown, only that it is there. */
    private String value(String code, String value, Question question) {
        Masking masking = question.allowed().items().get(code);
        if (masking == Masking.FULL) return value;
        String shown =
                masks.shown(masking, catalogue.item(question.type(), code).orElseThrow(), value, question.agreements());
        return shown == null ? "EXISTS" : shown;
    }

    private String number(StoredSubject subject, Question question) {
        if (question.type() == SubjectType.LEGAL_ENTITY)
            return subject.identifier().number();
        String shown =
                masks.number(question.allowed().number(), subject.identifier().number(), question.agreements());
        return shown == null ? "" : shown;
    }
}
