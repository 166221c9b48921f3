package org.basedata.registry.api.sharing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.basedata.registry.api.body.JsonBody;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.ExchangeCycle;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SharingCommand.WantedPart;
import org.basedata.registry.core.sharing.SharingGroupAct;
import org.basedata.registry.core.sharing.SubjectScope;

/** What an order about a group says, read from a body or from a form of the workbench; what is absent is null or empty. */
public final class SharingGroupBody {
    /** Lines of a form on which parts are entered; more are proposed when these are in. */
    public static final int LINES = 6;

    static final String[] FOUNDING = {
        "code", "name", "purpose", "legalBasis", "scenario", "ways", "cycle", "from", "until", "parts"
    };

    private final Set<String> fields;
    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, LocalDate> days = new TreeMap<>();
    private final Set<ProvisionWay> ways = EnumSet.noneOf(ProvisionWay.class);
    private final List<WantedPart> parts = new ArrayList<>();
    private final Set<Integer> numbers = new TreeSet<>();
    private ExchangeCycle cycle;

    private SharingGroupBody(Set<String> fields) {
        this.fields = fields;
    }

    /** @param fields that this order has */
    static SharingGroupBody read(byte[] body, String... fields) {
        SharingGroupBody read = new SharingGroupBody(Set.of(fields));
        JsonBody.read(body, read::take);
        return read;
    }

    private boolean take(String field, JsonBody json) {
        if (!fields.contains(field)) return false;
        switch (field) {
            case "ways" ->
                json.array(each -> {
                    ProvisionWay way = each.oneOf(ProvisionWay.class);
                    if (way != null) ways.add(way);
                });
            case "cycle" -> cycle = json.oneOf(ExchangeCycle.class);
            case "parts" -> json.array(each -> parts.add(part(each)));
            case "numbers" ->
                json.array(each -> {
                    Integer number = each.integer();
                    if (number != null) numbers.add(number);
                });
            case "from", "until" -> days.put(field, json.date());
            default -> texts.put(field, SharingBody.text(json));
        }
        return true;
    }

    private static WantedPart part(JsonBody json) {
        String[] ends = new String[2];
        SubjectType[] type = new SubjectType[1];
        SubjectScope[] scope = new SubjectScope[1];
        Masking[] usual = new Masking[1];
        Map<String, Masking> items = new TreeMap<>();
        Set<String> datasets = new TreeSet<>();
        json.object((field, value) -> {
            switch (field) {
                case "giver" -> ends[0] = value.text();
                case "receiver" -> ends[1] = value.text();
                case "type" -> type[0] = value.oneOf(SubjectType.class);
                case "items" ->
                    value.object((item, masking) -> {
                        items.put(item, masking.oneOf(Masking.class));
                        return true;
                    });
                case "datasets" -> SharingBody.texts(value, datasets);
                case "masking" -> usual[0] = value.oneOf(Masking.class);
                case "scope" -> scope[0] = SharingBody.scope(value);
                default -> {
                    return false;
                }
            }
            return true;
        });
        return new WantedPart(ends[0], ends[1], type[0], items, datasets, usual[0], scope[0]);
    }

    /**
     * Of a form: fields by their names, {@code way-WAY} and {@code part-NUMBER} when ticked, and lines of parts: {@code gives-LINE} with giver, type
     * and dataset between bars, {@code to-LINE}, {@code only-LINE} with codes of items when not all of the dataset is meant, {@code masking-LINE}, and
     * {@code divisions-LINE} and {@code entityTypes-LINE} when not all subjects are.
     */
    public static SharingGroupBody ofForm(Map<String, String> form) {
        SharingGroupBody read = new SharingGroupBody(Set.of());
        form.forEach((field, typed) -> {
            String value = typed.strip();
            if (value.isEmpty()) return;
            if (field.startsWith("way-")) {
                ProvisionWay way = SharingBody.constant(ProvisionWay.values(), field.substring(4));
                if (way != null) read.ways.add(way);
            } else if (field.matches("part-[0-9]{1,6}")) read.numbers.add(Integer.parseInt(field.substring(5)));
            else if (field.equals("cycle")) read.cycle = SharingBody.constant(ExchangeCycle.values(), value);
            else if (field.equals("from") || field.equals("until")) {
                try {
                    read.days.put(field, LocalDate.parse(value));
                } catch (DateTimeException e) {
                    read.texts.put(field, value);
                }
            } else read.texts.put(field, value);
        });
        for (int line = 0; line < LINES; line++) {
            String gives = read.texts.get("gives-" + line);
            if (gives == null) continue;
            String[] what = gives.split("\\|", 3);
            if (what.length < 3) continue;
            Map<String, Masking> items = new TreeMap<>();
            String only = read.texts.get("only-" + line);
            if (only != null) for (String code : SharingBody.codes(only)) items.put(code, null);
            read.parts.add(new WantedPart(
                    what[0],
                    read.texts.get("to-" + line),
                    SharingBody.constant(SubjectType.values(), what[1]),
                    items,
                    items.isEmpty() ? Set.of(what[2]) : Set.of(),
                    SharingBody.constant(Masking.values(), read.texts.get("masking-" + line)),
                    SharingBody.scope(read.codes("divisions-" + line), read.codes("entityTypes-" + line))));
        }
        return read;
    }

    private List<String> codes(String field) {
        String typed = texts.get(field);
        return typed == null ? List.of() : SharingBody.codes(typed);
    }

    private String text(String field) {
        return texts.get(field);
    }

    /** Whether any part is named by its number. */
    public boolean hasNumbers() {
        return !numbers.isEmpty();
    }

    public SharingCommand.FoundGroup founding() {
        return new SharingCommand.FoundGroup(
                text("code"),
                text("name"),
                text("purpose"),
                text("legalBasis"),
                text("scenario"),
                ways,
                cycle,
                days.get("from"),
                days.get("until"),
                parts);
    }

    static String[] fields(SharingGroupAct act) {
        String fields =
                switch (act) {
                    case CONSENT, DROPPING -> "numbers,reason";
                    case DECLINE -> "numbers,legalGround,reason";
                    case PROPOSAL -> "parts,reason";
                    case LEAVING -> "reason,consultation,filing";
                    case FILING -> "reference,reason";
                    case SUSPENSION, RESUMPTION, PROLONGATION_CONSENT, END -> "reason";
                    case PROLONGATION -> "until,reason";
                };
        return fields.split(",");
    }

    /** What is to be done to a group at a version. */
    public SharingCommand.OnGroup command(SharingGroupAct act, String code, long version) {
        String reason = text("reason");
        return switch (act) {
            case CONSENT -> new SharingCommand.ConsentToParts(code, version, numbers, reason);
            case DECLINE -> new SharingCommand.DeclineParts(code, version, numbers, text("legalGround"), reason);
            case PROPOSAL -> new SharingCommand.ProposeParts(code, version, parts, reason);
            case DROPPING -> new SharingCommand.DropParts(code, version, numbers, reason);
            case LEAVING -> new SharingCommand.LeaveGroup(code, version, reason, text("consultation"), text("filing"));
            case FILING -> new SharingCommand.FileGroup(code, version, text("reference"), reason);
            case SUSPENSION -> new SharingCommand.SuspendGroup(code, version, reason);
            case RESUMPTION -> new SharingCommand.ResumeGroup(code, version, reason);
            case PROLONGATION -> new SharingCommand.ProlongGroup(code, version, days.get("until"), reason);
            case PROLONGATION_CONSENT -> new SharingCommand.ConsentToProlongation(code, version, reason);
            case END -> new SharingCommand.EndGroup(code, version, reason);
        };
    }
}
