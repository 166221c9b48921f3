package org.basedata.registry.api.sharing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.basedata.registry.api.body.JsonBody;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.core.catalogue.ProvisionWay;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.SharingCommand;
import org.basedata.registry.core.sharing.SubjectScope;
import org.basedata.registry.core.sharing.Widening;

/** Reads bodies about sharing; what is absent is null or empty. Which fields there are depends on the order. */
final class SharingBody {
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
            case "refused" -> json.array(each -> refused.add(each.text()));
            case "codes", "providers" -> json.array(each -> codes.add(each.text()));
            case "workingDays" -> workingDays = whole(json);
            case "widening" -> widening = whole(json);
            case "consents" -> consents = json.bool();
            case "from", "until", "on" -> days.put(field, json.date());
            default -> texts.put(field, json.text());
        }
        return true;
    }

    private static int whole(JsonBody json) {
        Integer number = json.integer();
        return number == null ? 0 : number;
    }

    private static SubjectScope scope(JsonBody json) {
        Set<String> divisions = new TreeSet<>();
        Set<String> types = new TreeSet<>();
        json.object((field, value) -> {
            switch (field) {
                case "divisions" -> value.array(each -> divisions.add(each.text()));
                case "entityTypes" -> value.array(each -> types.add(each.text()));
                default -> {
                    return false;
                }
            }
            return true;
        });
        try {
            return new SubjectScope(divisions, types);
        } catch (IllegalArgumentException e) {
            throw json.refuse(ProblemCode.FIELD_TYPE, "区划应为代码的前 2 至 12 位数字", e.getMessage());
        }
    }

    String text(String field) {
        return texts.get(field);
    }

    LocalDate day(String field) {
        return days.get(field);
    }

    static final String[] APPLICATION = {
        "purpose", "legalBasis", "scenario", "type", "items", "scope", "ways", "from", "until"
    };

    SharingCommand.Request application() {
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
}
