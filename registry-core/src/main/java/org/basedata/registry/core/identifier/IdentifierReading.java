package org.basedata.registry.core.identifier;

import java.util.List;
import java.util.Optional;
import org.basedata.registry.core.fault.Fault;

/**
 * What became of a number as a source wrote it. Reading is idempotent: the number of the identifier, read again, gives
 * the same identifier. Runs for every row of files of a hundred million rows; a clean citizen number costs no regular
 * expression and no copy of its text.
 *
 * @param identifier empty when the number is refused; then {@code faults} says why
 * @param faults {@code ID_FORMAT}, or, when the format is right, {@code ID_CHECK_DIGIT} or {@code USCC_CHECK_DIGIT}
 * @param warnings what the sender should know of an accepted number: {@code ID_DIVISION_UNKNOWN},
 *     {@code ID_15_DIGITS}, {@code USCC_PILOT_CODE}, {@code LICENCE_13_DIGITS}
 * @param pilotCode true for a unified social credit code that is accepted only as one of the Xiamen/Fujian pilot:
 *     from the registering authority it counts, from others the record is held until that authority speaks
 * @param original the number as submitted, without the blanks around it; null when none was
 */
public record IdentifierReading(
        Optional<Identifier> identifier, List<Fault> faults, List<Fault> warnings, boolean pilotCode, String original) {

    static final String ITEM = "subject.id";

    /** The type decides how the number is read, never the number: 18 characters can be right as more than one kind. */
    public static IdentifierReading read(IdType type, String raw) {
        String original = raw == null ? null : raw.strip();
        if (original == null || original.isEmpty()) {
            return refused(
                    original,
                    "ID_FORMAT",
                    "缺少证件号码或代码；请填写后重新报送",
                    "The number is missing; fill it in and send the record again");
        }
        String number = NumberText.fold(original);
        return switch (type) {
            case RESIDENT_ID -> PersonNumbers.residentId(number, original);
            case HMT_RESIDENCE_PERMIT -> PersonNumbers.hmtResidencePermit(number, original);
            case FOREIGN_PERMANENT_RESIDENCE -> PersonNumbers.foreignPermanentResidence(number, original);
            case PASSPORT -> PersonNumbers.passport(number, original);
            case HM_TRAVEL_PERMIT -> PersonNumbers.hmTravelPermit(number, original);
            case TW_TRAVEL_PERMIT -> PersonNumbers.twTravelPermit(number, original);
            case USCC -> EntityNumbers.uscc(number, original);
            case ORG_CODE -> EntityNumbers.organisationCode(number, original);
            case BUSINESS_LICENCE -> EntityNumbers.businessLicence(number, original);
        };
    }

    /**
     * A number as logs and messages may show it: length kept, the first and last four characters of numbers that have
     * at least twelve, fewer of shorter ones, nothing of those below four. Null stays null.
     */
    public static String mask(String number) {
        if (number == null) {
            return null;
        }
        int length = number.length();
        int shown = length >= 12 ? 4 : length >= 8 ? 2 : length >= 4 ? 1 : 0;
        return number.substring(0, shown) + "*".repeat(length - 2 * shown) + number.substring(length - shown);
    }

    static IdentifierReading accepted(IdType type, String number, String original) {
        return new IdentifierReading(Optional.of(new Identifier(type, number)), List.of(), List.of(), false, original);
    }

    static IdentifierReading accepted(IdType type, String number, String original, List<Fault> warnings) {
        return new IdentifierReading(
                Optional.of(new Identifier(type, number)), List.of(), List.copyOf(warnings), false, original);
    }

    static IdentifierReading pilot(String number, String original, Fault warning) {
        return new IdentifierReading(
                Optional.of(new Identifier(IdType.USCC, number)), List.of(), List.of(warning), true, original);
    }

    static IdentifierReading refused(String original, String code, String zh, String en) {
        return new IdentifierReading(
                Optional.empty(), List.of(fault(original, code, zh, en)), List.of(), false, original);
    }

    static Fault fault(String original, String code, String zh, String en) {
        return new Fault(code, ITEM, mask(original), zh, en);
    }
}
