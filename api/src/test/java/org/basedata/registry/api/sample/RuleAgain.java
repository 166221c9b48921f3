package org.basedata.registry.api.sample;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.survivorship.Basis;
import org.basedata.registry.core.survivorship.ItemStatus;
import org.basedata.registry.projections.subject.Explanation;
import org.basedata.registry.projections.subject.Explanation.Party;
import org.basedata.registry.projections.subject.Explanation.Role;

/**
 * The rule by which a value is taken, once more and apart from the registry's own: as the manual tells it, applied to nothing but
 * the statements that an explanation lists.
 */
final class RuleAgain {
    private final Catalogue catalogue;
    private final DataItem item;
    /** What is listed and not held, in an order that says nothing of the parts they played. */
    private final List<Party> stated = new ArrayList<>();

    /** What comes of it; all null but the rule when there is no value. */
    record Result(String value, ItemStatus status, Basis basis, String rule) {}

    RuleAgain(Catalogue catalogue, DataItem item, Explanation explanation) {
        this.catalogue = catalogue;
        this.item = item;
        if (explanation.winner() != null) stated.add(explanation.winner());
        explanation.losers().stream().filter(party -> party.role() != Role.HELD).forEach(stated::add);
        stated.sort(Comparator.comparing(Party::recordId).thenComparing(Party::source));
    }

    Result result() {
        if (item.many())
            return new Result(null, null, null, stated.isEmpty() ? "NOBODY_SPEAKS" : "EVERY_RECORD_STANDS");
        Party standing = standing();
        if (standing == null) return new Result(null, null, null, "NOBODY_SPEAKS");
        Basis basis = rank(standing) == 0 ? Basis.AUTHORITY : Basis.FALLBACK;
        return new Result(standing.value(), status(standing, basis), basis, rule(standing, basis));
    }

    Role role(Party party) {
        if (item.many()) return Role.WINNER;
        Party standing = standing();
        if (party.equals(standing)) return Role.WINNER;
        if (succeeded(party)) return Role.SUCCEEDED;
        if (standing == null || !compared(party, standing)) return Role.NOT_COMPARED;
        return agrees(party, standing) ? Role.AGREES : Role.RIVAL;
    }

    List<Party> stated() {
        return stated;
    }

    private Party standing() {
        return heard().stream()
                .filter(party -> rank(party) >= 0)
                .min(Comparator.comparingInt(this::rank)
                        .thenComparing(RuleAgain::began, Comparator.reverseOrder())
                        .thenComparing(Party::dataset)
                        .thenComparing(Party::recordId))
                .orElse(null);
    }

    private List<Party> heard() {
        return stated.stream().filter(party -> !succeeded(party)).toList();
    }

    private boolean succeeded(Party party) {
        boolean many =
                catalogue.dataset(party.dataset()).map(Dataset::manyRecords).orElse(false);
        return many
                && stated.stream()
                        .anyMatch(other -> other.dataset().equals(party.dataset())
                                && other.source().equals(party.source())
                                && began(other).isAfter(began(party)));
    }

    private boolean compared(Party party, Party standing) {
        return item.corroborating().contains(party.source()) || party.source().equals(standing.source());
    }

    private boolean agrees(Party party, Party standing) {
        return item.comparator().same(standing.value(), party.value());
    }

    private ItemStatus status(Party standing, Basis basis) {
        List<Party> others = heard().stream()
                .filter(party -> !party.equals(standing) && compared(party, standing))
                .toList();
        if (others.stream().anyMatch(party -> !agrees(party, standing))) return ItemStatus.DISPUTED;
        if (basis == Basis.FALLBACK) return ItemStatus.PROVISIONAL;
        boolean corroborated = others.stream().anyMatch(party -> !party.source().equals(standing.source()));
        return corroborated ? ItemStatus.CORROBORATED : ItemStatus.SOLE;
    }

    private String rule(Party standing, Basis basis) {
        List<Party> ofTheSource = heard().stream()
                .filter(party -> !party.equals(standing) && party.source().equals(standing.source()))
                .toList();
        if (ofTheSource.stream().anyMatch(party -> began(party).equals(began(standing)))) return "FIRST_RECORD_ID";
        if (!ofTheSource.isEmpty()) return "LATER_VALID_FROM";
        return basis == Basis.FALLBACK ? "AUTHORITY_SILENT" : "AUTHORITY_SPEAKS";
    }

    private int rank(Party party) {
        return item.authorityOrder().indexOf(party.source());
    }

    private static LocalDate began(Party party) {
        return party.validFrom() == null ? LocalDate.MIN : party.validFrom();
    }
}
