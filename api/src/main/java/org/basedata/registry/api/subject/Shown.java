package org.basedata.registry.api.subject;

import java.util.List;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.identifier.SubjectId;
import org.basedata.registry.core.sharing.Masking;
import org.basedata.registry.core.sharing.Masks;
import org.basedata.registry.core.sharing.Naming;
import org.basedata.registry.projections.subject.Explanation;
import org.basedata.registry.projections.subject.HistoryEntry;

/**
 * Histories and explanations, cut down to what a reader may see: items and values as master records show them; of what others say beside the
 * value that stands, only that they say it; and of people who handled records, nothing, unless the reader settles such matters.
 */
final class Shown {
    private final Catalogue catalogue;
    private final Masks masks;
    private final Naming naming;

    Shown(Catalogue catalogue, Masks masks) {
        this.catalogue = catalogue;
        this.masks = masks;
        this.naming = new Naming(catalogue);
    }

    List<HistoryEntry> history(List<HistoryEntry> entries, Question question) {
        return entries.stream()
                .filter(entry -> question.shows(entry.item()))
                .map(entry -> isOpen(question, entry.item()) ? entry : cut(entry, question))
                .toList();
    }

    /** Whether all is shown of the item: the value as it is, and what stands beside it. */
    private static boolean isOpen(Question question, String item) {
        return question.allowed().rivals() && question.allowed().items().get(item) == Masking.FULL;
    }

    private HistoryEntry cut(HistoryEntry entry, Question question) {
        boolean named = naming.names(question.allowed(), entry.item(), entry.source());
        return new HistoryEntry(
                entry.item(),
                value(entry.item(), entry.value(), question),
                entry.validFrom(),
                entry.validTo(),
                entry.knownFrom(),
                entry.knownTo(),
                named ? entry.source() : null,
                named ? entry.dataset() : null,
                null,
                null,
                entry.status(),
                entry.basis(),
                entry.change(),
                null,
                cut(entry.by(), entry.item(), question),
                cut(entry.item(), entry.before(), question),
                entry.ended(),
                null,
                cut(entry.endedBy(), entry.item(), question),
                cut(entry.item(), entry.after(), question));
    }

    private HistoryEntry.Author cut(HistoryEntry.Author author, String item, Question question) {
        return author == null || !naming.names(question.allowed(), item, author.source())
                ? null
                : new HistoryEntry.Author(author.source(), author.dataset(), null, null, null, null);
    }

    private List<HistoryEntry.Stretch> cut(String item, List<HistoryEntry.Stretch> stretches, Question question) {
        return stretches.stream()
                .map(each ->
                        new HistoryEntry.Stretch(value(item, each.value(), question), each.validFrom(), each.validTo()))
                .toList();
    }

    ExplanationAnswer explanation(SubjectId ref, Explanation whole, Question question) {
        if (isOpen(question, whole.item())) return ExplanationAnswer.of(ref.toString(), whole);
        return ExplanationAnswer.of(ref.toString(), cut(whole, question));
    }

    private Explanation cut(Explanation whole, Question question) {
        DataItem item = catalogue.item(question.type(), whole.item()).orElseThrow();
        boolean rivals = question.allowed().rivals();
        Explanation.Party winner = whole.winner() == null ? null : cut(whole.winner(), true, question, item);
        // That somebody who is not named says the same would tell that there is somebody.
        List<Explanation.Party> losers = whole.losers().stream()
                .filter(party -> isNamed(party, question, item) || party.role() == Explanation.Role.RIVAL)
                .map(party -> cut(party, rivals || party.role() == Explanation.Role.AGREES, question, item))
                .toList();
        return new Explanation(
                whole.item(),
                whole.validAt(),
                whole.knownAt(),
                value(whole.item(), whole.value(), question),
                whole.status(),
                whole.basis(),
                whole.rule(),
                whole.catalogueVersion(),
                winner,
                losers,
                whole.decisions().stream()
                        .map(each -> new Explanation.Decision(
                                each.act(), each.kind(), each.by(), null, null, each.recordedAt()))
                        .toList(),
                textZh(item, whole, winner, losers.size()),
                textEn(item, whole, winner, losers.size()));
    }

    private boolean isNamed(Explanation.Party party, Question question, DataItem item) {
        return naming.names(question.allowed(), item.code(), party.source());
    }

    private Explanation.Party cut(Explanation.Party party, boolean shown, Question question, DataItem item) {
        boolean named = isNamed(party, question, item);
        boolean told = named || party.role() == Explanation.Role.WINNER;
        return new Explanation.Party(
                shown ? value(item.code(), party.value(), question) : null,
                named ? party.source() : null,
                named ? party.dataset() : null,
                null,
                null,
                told ? party.validFrom() : null,
                told ? party.validTo() : null,
                told ? party.recordedAt() : null,
                null,
                null,
                party.role());
    }

    private String value(String item, String value, Question question) {
        return masks.shown(
                question.allowed().items().get(item),
                catalogue.item(question.type(), item).orElseThrow(),
                value,
                question.agreements());
    }

    private static String textZh(DataItem item, Explanation whole, Explanation.Party winner, int others) {
        if (whole.value() == null) return "该日没有可取的" + item.nameZh() + "。";
        String from = winner == null || winner.source() == null ? "" : ",取自 " + winner.source();
        return item.nameZh() + from + ",规则 " + whole.rule() + ",状态 " + whole.status() + ",依据 " + whole.basis() + ";另有 "
                + others + " 条陈述。";
    }

    private static String textEn(DataItem item, Explanation whole, Explanation.Party winner, int others) {
        if (whole.value() == null) return "Nothing gives the item " + item.nameEn() + " a value on that day.";
        String from = winner == null || winner.source() == null ? "" : " is taken from " + winner.source();
        return item.nameEn() + from + " by the rule " + whole.rule() + "; status " + whole.status() + ", basis "
                + whole.basis() + "; other statements: " + others + ".";
    }
}
