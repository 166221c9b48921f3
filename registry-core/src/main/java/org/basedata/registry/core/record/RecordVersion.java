package org.basedata.registry.core.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import org.basedata.registry.core.identifier.SubjectId;

/**
 * One version of a source record as the registry keeps it.
 *
 * @param version the source's own number: an integer as it is, of at most 15 digits, a time as microseconds since
 *     1970, so that the times of this century rank above every integer
 * @param hash {@link RecordContent#hash()} at the time of recording
 * @param subject the subject that the version names; null when it names none, and always for a withdrawal
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RecordVersion(
        long version, String hash, SubjectId subject, RecordContent content, Provenance provenance) {

    /** Version order; of two contents under one version the greater hash comes last and counts. */
    public static final Comparator<RecordVersion> ORDER =
            Comparator.comparingLong(RecordVersion::version).thenComparing(RecordVersion::hash);
}
