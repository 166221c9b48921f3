package org.basedata.registry.core.candidate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.comparison.OrganisationNames;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.core.survivorship.Origin;
import org.basedata.registry.core.survivorship.Segment;

/**
 * What is compared of a subject.
 *
 * @param names as they were written, the latest first; with former names
 * @param items the latest value of each item, of items with many values all
 * @param registeredBy source of the register that the number comes from, when that register has the subject; else null
 */
public record Portrait(
        Identifier identifier, List<String> names, Map<String, List<String>> items, String registeredBy) {
    private static final String NAME = "name";
    private static final String FORMER_NAME = "formerName";

    public static Portrait of(Identifier identifier, MasterRecord master, Catalogue catalogue) {
        SubjectType type = identifier.type().subjectType();
        Set<String> names = new LinkedHashSet<>();
        Map<String, List<String>> items = new LinkedHashMap<>();
        String[] registeredBy = {null};
        master.items().byItem().forEach((item, segments) -> {
            for (Segment segment : segments)
                if (registers(segment.origin(), type, catalogue))
                    registeredBy[0] = segment.origin().source();
            boolean many = catalogue.item(type, item).map(DataItem::many).orElse(false);
            if (many)
                items.put(item, segments.stream().map(Segment::value).distinct().toList());
            else items.put(item, List.of(segments.get(segments.size() - 1).value()));
        });
        for (String item : List.of(NAME, FORMER_NAME)) {
            List<Segment> segments = new ArrayList<>(master.items().byItem().getOrDefault(item, List.of()));
            for (int i = segments.size() - 1; i >= 0; i--)
                names.add(segments.get(i).value());
        }
        return new Portrait(identifier, List.copyOf(names), items, registeredBy[0]);
    }

    /** Legal entities are registered by the authorities that the catalogue names; persons by the one whose word on names counts first. */
    private static boolean registers(Origin origin, SubjectType type, Catalogue catalogue) {
        if (type == SubjectType.LEGAL_ENTITY)
            return catalogue.dataset(origin.dataset()).map(Dataset::registering).orElse(false);
        return catalogue
                .item(type, NAME)
                .map(item -> item.authorityOrder().get(0).equals(origin.source()))
                .orElse(false);
    }

    /** Null when the subject has none; of several the first. */
    public String value(String item) {
        List<String> values = items.get(item);
        return values == null ? null : values.get(0);
    }

    /** What a legal entity may have in common with itself under another code. Two entities without a common key are not compared. */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        for (String name : names) keys.add("name " + OrganisationNames.key(name));
        String organisation = organisationCode();
        if (organisation != null) keys.add("organisation " + organisation);
        String licence =
                identifier.type() == IdType.BUSINESS_LICENCE ? identifier.number() : value("registrationNumber");
        if (licence != null) keys.add("licence " + licence);
        return keys;
    }

    /** The organisation code in or beside a legal entity's own; null when it is not known. */
    String organisationCode() {
        return switch (identifier.type()) {
            case USCC -> identifier.number().substring(8, 17);
            case ORG_CODE -> identifier.number();
            default -> {
                String stated = value("organisationCode");
                yield stated == null ? null : stated.replace("-", "");
            }
        };
    }
}
