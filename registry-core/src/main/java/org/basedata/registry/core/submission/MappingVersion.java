package org.basedata.registry.core.submission;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.TreeMap;
import java.util.TreeSet;
import org.basedata.registry.core.catalogue.Catalogue;
import org.basedata.registry.core.catalogue.DataItem;
import org.basedata.registry.core.catalogue.Dataset;
import org.basedata.registry.core.identifier.SubjectType;
import org.basedata.registry.core.reference.CodeLists;

/** Everything but the row itself that decides what the check makes of it, as a digest. */
final class MappingVersion {
    /**
     * Raise it with every change of the program by which the same mapped fields lead to another checked record, another hash
     * of its content, or a fault or warning more or less: in {@link SubmissionCheck}, in the reading of numbers, the folding of
     * names or {@code RecordContent}. A row that is known by its fingerprint is not looked at again. A test compares what is
     * made of many rows with what was made of them under this number.
     */
    static final int RULES = 1;

    private MappingVersion() {}

    static byte[] of(Catalogue catalogue, CodeLists codes) {
        StringBuilder text = new StringBuilder(8_192);
        text.append(RULES).append('\n').append(codes.digest()).append('\n').append(catalogue.version());
        for (Dataset dataset : catalogue.datasets()) {
            text.append('\n').append(dataset.code()).append(' ').append(dataset.subjectType());
            text.append(' ').append(new TreeSet<>(dataset.nameRequiredExcept()));
            new TreeMap<>(dataset.itemsBySource())
                    .forEach((source, items) ->
                            text.append(' ').append(source).append('=').append(new TreeSet<>(items)));
        }
        for (SubjectType type : SubjectType.values())
            for (DataItem item : catalogue.items(type))
                text.append('\n')
                        .append(type)
                        .append(' ')
                        .append(item.code())
                        .append(' ')
                        .append(item.type())
                        .append(' ')
                        .append(item.codeList());
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
