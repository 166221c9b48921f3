package org.basedata.registry.api.workbench;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.basedata.registry.api.subject.Times;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reference.CodeLists;
import org.basedata.registry.core.sharing.SharingWords;
import org.basedata.registry.core.sharing.SubjectScope;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What codes are called in the language of the request. Templates ask it by its name. */
@Component("words")
final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(Times.CHINA);

    private final Catalogue catalogue;
    private final MessageSource messages;

    Words(Catalogue catalogue, MessageSource messages) {
        this.catalogue = catalogue;
        this.messages = messages;
    }

    public boolean english() {
        return LocaleContextHolder.getLocale().getLanguage().equals("en");
    }

    /** A word of the bundles; the last part of the key where they have none. */
    public String of(String key, Object... values) {
        return messages.getMessage(
                key, values, key.substring(key.lastIndexOf('.') + 1), LocaleContextHolder.getLocale());
    }

    public String of(SharingWords step) {
        return english() ? step.en() : step.zh();
    }

    public String source(String code) {
        return catalogue
                .source(code)
                .map(source -> english() ? source.nameEn() : source.nameZh())
                .orElse(code);
    }

    public String dataset(String code) {
        return catalogue
                .dataset(code)
                .map(dataset -> english() ? dataset.nameEn() : dataset.nameZh())
                .orElse(code);
    }

    public String item(SubjectType type, String code) {
        return catalogue
                .item(type, code)
                .map(item -> english() ? item.nameEn() : item.nameZh())
                .orElse(code);
    }

    /** An item of whichever kind of subject has it. */
    public String item(String code) {
        for (SubjectType type : SubjectType.values())
            if (catalogue.item(type, code).isPresent()) return item(type, code);
        return code;
    }

    /** A code with its label in front; any other value as it is. */
    String value(DataItem item, String value) {
        if (item.codeList() == null) return value;
        return CodeLists.standard()
                .list(item.codeList())
                .flatMap(list -> english() ? list.en(value).or(() -> list.zh(value)) : list.zh(value))
                .map(label -> label + " (" + value + ")")
                .orElse(value);
    }

    /** Which subjects something is about. */
    String scope(SubjectScope scope) {
        if (scope.isAll()) return of("sharing.scopeAll");
        List<String> told = new ArrayList<>();
        if (!scope.divisions().isEmpty())
            told.add(of("sharing.divisions") + " " + String.join(", ", scope.divisions()));
        if (!scope.entityTypes().isEmpty())
            told.add(of("sharing.entityTypes") + " " + String.join(", ", scope.entityTypes()));
        return String.join("; ", told);
    }

    /** In China's time, to the second. */
    public String time(Instant time) {
        return time == null ? "" : TIME.format(time);
    }

    /** A period in words; {@code to} is the first day after it. */
    public String period(LocalDate from, LocalDate to) {
        String begin = Optional.ofNullable(from).map(LocalDate::toString).orElseGet(() -> of("period.ever"));
        String end =
                Optional.ofNullable(to).map(day -> day.minusDays(1).toString()).orElseGet(() -> of("period.open"));
        return of("period.both", begin, end);
    }
}
