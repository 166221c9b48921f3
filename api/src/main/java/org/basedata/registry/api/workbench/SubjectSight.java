package org.basedata.registry.api.workbench;

import java.util.regex.Pattern;
import org.basedata.registry.core.account.Actor;
import org.basedata.registry.core.account.Role;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.identifier.Identifier;
import org.basedata.registry.core.identifier.IdentifierReading;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.sharing.Masks;
import org.basedata.registry.core.survivorship.Conflict;
import org.basedata.registry.core.survivorship.MasterRecord;
import org.basedata.registry.core.survivorship.Segment;
import org.basedata.registry.projections.subject.HistoryEntry;

/**
 * What somebody may see of subjects. Stewards and approvers see all, since they settle it; auditors see all but numbers and addresses
 * of people; officers of a source see only what their own department says, and of subjects that it says nothing of, not even that they
 * are there.
 *
 * @param open whether numbers and addresses are shown whole
 * @param own the only source that is seen; null for all
 */
public record SubjectSight(boolean open, String own) {
    private static final Pattern NUMBER = Pattern.compile("\\d{15,17}[0-9Xx]?");

    public static SubjectSight of(Actor actor) {
        boolean settles = actor.is(Role.STEWARD) || actor.is(Role.APPROVER);
        boolean all = settles || actor.is(Role.AUDITOR);
        return new SubjectSight(settles, all ? null : actor.department() == null ? "" : actor.department());
    }

    /** As an officer of the department, whatever other roles the person has. Without a department, of nothing. */
    static SubjectSight ofDepartment(Actor actor) {
        return new SubjectSight(false, actor.department() == null ? "" : actor.department());
    }

    boolean sees(String source) {
        return own == null || own.equals(source);
    }

    boolean sees(Segment segment) {
        return sees(segment.origin().source()) || segment.corroboratedBy().contains(own);
    }

    boolean sees(Conflict conflict) {
        return conflict.values().stream().anyMatch(value -> sees(value.source()));
    }

    boolean sees(HistoryEntry entry) {
        return sees(entry.source());
    }

    boolean sees(MasterRecord master) {
        if (own == null) return true;
        return master.items().byItem().values().stream()
                        .anyMatch(segments -> segments.stream().anyMatch(this::sees))
                || master.conflicts().stream().anyMatch(each -> sees(each.conflict()));
    }

    /** Numbers of legal entities are public. */
    String number(Identifier identifier) {
        if (identifier == null) return "";
        return open || identifier.type().subjectType() == SubjectType.LEGAL_ENTITY
                ? identifier.number()
                : IdentifierReading.mask(identifier.number());
    }

    /** Some sources number their records by the numbers of people. */
    String record(String id) {
        return open ? id : NUMBER.matcher(id).replaceAll(found -> IdentifierReading.mask(found.group()));
    }

    boolean masks(DataItem item) {
        if (open) return false;
        if (item.code().endsWith("Id")) return true;
        return item.subjectType() == SubjectType.PERSON
                && (item.code().endsWith("Number")
                        || item.comparatorName() != null
                                && item.comparatorName().startsWith("address"));
    }

    String value(DataItem item, String value) {
        if (value == null || !masks(item)) return value;
        return Masks.partial(item, value);
    }
}
