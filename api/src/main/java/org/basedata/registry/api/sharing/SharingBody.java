package org.basedata.registry.api.sharing;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.basedata.registry.api.body.JsonBody;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.AgreementAct;
import org.basedata.registry.core.sharing.AgreementId;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SubjectScope;
import org.basedata.registry.core.sharing.Widening;

/**
 * What an order about sharing says, read from a body or from a form of the workbench; what is absent is null or empty. Which fields there are
 * depends on the order.
 */
public final class SharingBody {
    private static final Set<String> DAYS = Set.of("from", "until", "on");
    private static final int LONGEST = 4_000;
    private static final String NO_DIVISION = "区划应为代码的前 2 至 12 位数字";
    private static final String NO_DIVISION_EN = "a division is the beginning of a code, 2 to 12 digits";

    private final Set<String> fields;
    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, LocalDate> days = new TreeMap<>();
    final Map<String, Masking> items = new TreeMap<>();
    final Set<String> refused = new TreeSet<>();
    final List<String> codes = new ArrayList<>();
    final Set<ProvisionWay> ways = EnumSet.noneOf(ProvisionWay.class);
    SubjectType type;
    SubjectScope scope;
    Widening.Kind kind;
    int workingDays;
    int widening;
    Boolean consents;

    private SharingBody(Set<String> fields) {
        this.fields = fields;
    }

    /** @param fields that this order has */
    static SharingBody read(byte[] body, String... fields) {
        SharingBody read = new SharingBody(Set.of(fields));
        JsonBody.read(body, read::take);
        return read;
    }

    private boolean take(String field, JsonBody json) {
        if (!fields.contains(field)) return false;
        switch (field) {
            case "type" -> type = json.oneOf(SubjectType.class);
            case "kind" -> kind = json.oneOf(Widening.Kind.class);
            case "scope" -> scope = scope(json);
            case "ways" ->
                json.array(each -> {
                    ProvisionWay way = each.oneOf(ProvisionWay.class);
                    if (way != null) ways.add(way);
                });
            case "items" ->
                json.object((item, value) -> {
                    items.put(item, value.oneOf(Masking.class));
                    return true;
                });
            case "refused" -> texts(json, refused);
            case "codes", "providers" -> texts(json, codes);
            case "workingDays" -> workingDays = whole(json);
            case "widening" -> widening = whole(json);
            case "consents" -> consents = json.bool();
            case "from", "until", "on" -> days.put(field, json.date());
            default -> texts.put(field, text(json));
        }
        return true;
    }

    /** Null counts as absent, here as elsewhere. */
    static void texts(JsonBody json, Collection<String> into) {
        json.array(each -> {
            String text = each.text();
            if (text != null) into.add(text);
        });
    }

    /** As long as a person reads; it is kept for as long as the registry is. */
    static String text(JsonBody json) {
        String text = json.text();
        if (text != null && text.length() > LONGEST)
            throw json.refuse(
                    ProblemCode.PARAMETER_INVALID, "至多 " + LONGEST + " 个字符", "up to " + LONGEST + " characters");
        return text;
    }

    private static int whole(JsonBody json) {
        Integer number = json.integer();
        return number == null ? 0 : number;
    }

    static SubjectScope scope(JsonBody json) {
        Set<String> divisions = new TreeSet<>();
        Set<String> types = new TreeSet<>();
        json.object((field, value) -> {
            switch (field) {
                case "divisions" -> texts(value, divisions);
                case "entityTypes" -> texts(value, types);
                default -> {
                    return false;
                }
            }
            return true;
        });
        try {
            return new SubjectScope(divisions, types);
        } catch (IllegalArgumentException e) {
            throw json.refuse(ProblemCode.FIELD_TYPE, NO_DIVISION, NO_DIVISION_EN);
        }
    }

    public String text(String field) {
        return texts.get(field);
    }

    public LocalDate day(String field) {
        return days.get(field);
    }

    /**
     * Of a form: fields by their names, {@code item-CODE} with a masking, {@code refused-CODE}, {@code code-CODE} and {@code way-WAY} when ticked, {@code divisions}
     * and {@code entityTypes} with spaces or commas between. What cannot be read counts as absent.
     */
    public static SharingBody ofForm(Map<String, String> form) {
        SharingBody read = new SharingBody(Set.of());
        Set<String> divisions = new TreeSet<>();
        Set<String> types = new TreeSet<>();
        form.forEach((field, typed) -> {
            String value = typed.strip();
            if (value.isEmpty()) return;
            if (value.length() > LONGEST)
                throw Parameters.invalid(
                        field, "至多 " + LONGEST + " 个字符", field + " has up to " + LONGEST + " characters");
            if (field.startsWith("item-")) {
                Masking masking = constant(Masking.values(), value);
                if (masking != null) read.items.put(field.substring(5), masking);
            } else if (field.startsWith("refused-")) read.refused.add(field.substring(8));
            else if (field.startsWith("way-")) {
                ProvisionWay way = constant(ProvisionWay.values(), field.substring(4));
                if (way != null) read.ways.add(way);
            } else if (field.startsWith("code-")) read.codes.add(field.substring(5));
            else if (field.equals("divisions")) divisions.addAll(codes(value));
            else if (field.equals("entityTypes")) types.addAll(codes(value));
            else if (field.equals("type")) read.type = constant(SubjectType.values(), value);
            else if (field.equals("kind")) read.kind = constant(Widening.Kind.values(), value);
            else if (field.equals("consents")) read.consents = value.equals("true");
            else if (field.equals("workingDays")) read.workingDays = number(value);
            else if (field.equals("widening")) read.widening = number(value);
            else if (DAYS.contains(field)) {
                try {
                    read.days.put(field, LocalDate.parse(value));
                } catch (DateTimeException e) {
                    read.texts.put(field, value);
                }
            } else read.texts.put(field, value);
        });
        read.scope = scope(divisions, types);
        return read;
    }

    /** As typed into a form; null for all subjects, which is what nothing typed means. */
    static SubjectScope scope(Collection<String> divisions, Collection<String> types) {
        for (String division : divisions)
            if (!division.matches("[0-9]{2,12}")) throw Parameters.invalid("divisions", NO_DIVISION, NO_DIVISION_EN);
        return divisions.isEmpty() && types.isEmpty()
                ? null
                : new SubjectScope(new TreeSet<>(divisions), new TreeSet<>(types));
    }

    /** Whether any item is chosen. */
    public boolean hasItems() {
        return !items.isEmpty() || !refused.isEmpty();
    }

    static <E extends Enum<E>> E constant(E[] of, String name) {
        for (E each : of) if (each.name().equals(name)) return each;
        return null;
    }

    static List<String> codes(String text) {
        return Stream.of(text.split("[\\s,,、]+"))
                .filter(code -> !code.isEmpty())
                .toList();
    }

    private static int number(String text) {
        return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
    }

    static final String[] APPLICATION = {
        "purpose", "legalBasis", "scenario", "type", "items", "scope", "ways", "from", "until"
    };

    public SharingCommand.Request application() {
        items.replaceAll((item, masking) -> masking == null ? Masking.FULL : masking);
        return new SharingCommand.Request(
                text("purpose"),
                text("legalBasis"),
                text("scenario"),
                type,
                items,
                scope,
                ways,
                day("from"),
                day("until"));
    }

    /** What is to be done to an agreement at a version. */
    public SharingCommand.OnAgreement command(AgreementAct act, AgreementId id, long version) {
        String reason = text("reason");
        String provider = text("provider");
        return switch (act) {
            case CONSENT -> new SharingCommand.Consent(id, version, reason);
            case DECLINE -> new SharingCommand.Decline(id, version, reason);
            case WITHDRAWAL -> new SharingCommand.Withdraw(id, version, reason);
            case MATERIAL -> new SharingCommand.AskMaterial(id, version, text("missing"));
            case MATERIAL_SUPPLIED -> new SharingCommand.SupplyMaterial(id, version, provider, text("material"));
            case EXTENSION -> new SharingCommand.ExtendAnswer(id, version, provider, workingDays, reason);
            case GRANT -> new SharingCommand.Allow(id, version, items, reason);
            case REFUSAL -> new SharingCommand.Refuse(id, version, refused, text("legalGround"), reason);
            case SILENCE -> new SharingCommand.TakeSilence(id, version, provider);
            case ESCALATION -> new SharingCommand.Escalate(id, version, provider, text("to"), reason);
            case SETTLEMENT -> new SharingCommand.Settle(id, version, provider, items, reason);
            case FILING -> new SharingCommand.PutOnFile(id, version, text("reference"), reason);
            case SUSPENSION -> new SharingCommand.Suspend(id, version, reason, Set.copyOf(codes));
            case RESUMPTION -> new SharingCommand.Resume(id, version, reason, Set.copyOf(codes));
            case END -> new SharingCommand.End(id, version, reason, text("consultation"), text("filing"));
            case DISPOSAL -> new SharingCommand.RecordDisposal(id, version, text("how"), day("on"), text("reference"));
            case WIDENING ->
                new SharingCommand.AskWidening(
                        id, version, new Widening(kind, scope, day("until"), text("party")), reason);
            case WIDENING_ANSWER ->
                new SharingCommand.AnswerWidening(id, version, widening, Boolean.TRUE.equals(consents), reason);
        };
    }
}
