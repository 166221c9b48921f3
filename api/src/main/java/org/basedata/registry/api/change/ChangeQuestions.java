package org.basedata.registry.api.change;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.basedata.registry.api.inquiry.Answering;
import org.basedata.registry.api.inquiry.Inquiry;
import org.basedata.registry.api.problem.Parameters;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.identifier.SubjectType;
import org.springframework.stereotype.Component;

/** Reads which changes somebody wants to be told of. */
@Component
public final class ChangeQuestions {
    private final Catalogue catalogue;
    private final Answering answering;

    ChangeQuestions(Catalogue catalogue, Answering answering) {
        this.catalogue = catalogue;
        this.answering = answering;
    }

    /** Each is null when it was not given. */
    ChangeQuestion of(Inquiry inquiry, String typeName, String items, String division) {
        return of(inquiry, typeName, items == null ? null : Arrays.asList(items.split(",", -1)), division);
    }

    /** Likewise. */
    public ChangeQuestion of(Inquiry inquiry, String typeName, Collection<String> items, String division) {
        SubjectType type = Parameters.oneOf(SubjectType.class, "type", typeName);
        if (type == null)
            type = answering.typeOf(inquiry).orElseThrow(() -> new RequestRefused(
                            ProblemCode.FIELD_MISSING,
                            "须以 type 说明 PERSON 或 LEGAL_ENTITY",
                            "`type` says PERSON or LEGAL_ENTITY; it may be left out only where the agreements tell")
                    .at("type"));
        if (division != null && !division.matches("[0-9]{2,12}"))
            throw Parameters.invalid(
                    "division",
                    "division 应为行政区划代码的前 2 至 12 位数字",
                    "division is the beginning of a division code, 2 to 12 digits");
        return new ChangeQuestion(inquiry, type, items == null ? null : items(type, items), division);
    }

    private Set<String> items(SubjectType type, Collection<String> codes) {
        List<String> unknown = new ArrayList<>();
        for (String code : codes)
            if (catalogue.item(type, code).isEmpty()) unknown.add(code.matches("[A-Za-z]{1,40}") ? code : "?");
        if (unknown.isEmpty()) return new LinkedHashSet<>(codes);
        String names = String.join(", ", unknown);
        throw new RequestRefused(
                        ProblemCode.ITEM_UNKNOWN,
                        "目录中没有数据项 " + names,
                        "the catalogue has no item " + names + " for subjects of this type")
                .at("items");
    }
}
