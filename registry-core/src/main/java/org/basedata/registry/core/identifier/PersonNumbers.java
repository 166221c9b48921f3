package org.basedata.registry.core.identifier;

import static org.basedata.registry.core.identifier.IdentifierReading.accepted;
import static org.basedata.registry.core.identifier.IdentifierReading.fault;
import static org.basedata.registry.core.identifier.IdentifierReading.refused;

import java.util.ArrayList;
import java.util.List;
import org.basedata.registry.core.fault.Fault;
import org.basedata.registry.core.reference.Divisions;

/** Numbers of persons' documents. Every method takes the folded number and the text that the source sent. */
final class PersonNumbers {

    /** Citizens got their numbers from this year on (Trial Regulations on Resident Identity Cards, 6 April 1984). */
    private static final int CODING_BEGAN = 1984;

    private PersonNumbers() {}

    static IdentifierReading residentId(String number, String original) {
        boolean fifteen = number.length() == 15;
        String full = fifteen ? toEighteen(number) : number;
        if (full == null || !CitizenNumber.hasStructure(full)) {
            return refused(
                    original,
                    "ID_FORMAT",
                    "公民身份号码应为18位（或旧15位）：6位行政区划、真实存在的出生日期、顺序码和校验码（GB 11643-1999）；请核对后重新报送",
                    "A citizen number has 18 characters (formerly 15): 6 of division, a birth date of the calendar, "
                            + "sequence and check character (GB 11643-1999); correct it and send the record again");
        }
        if (isHmtPrefix(full)) {
            return refused(
                    original,
                    "ID_FORMAT",
                    "号码以810000、820000或830000开头，是港澳台居民居住证号码，不是公民身份号码；请改用证件类型HMT_RESIDENCE_PERMIT报送",
                    "A number beginning 810000, 820000 or 830000 is that of a residence permit of Hong Kong, Macao or "
                            + "Taiwan residents, not a citizen number; send it as idType HMT_RESIDENCE_PERMIT");
        }
        if (full.charAt(0) == '9') {
            return refused(
                    original,
                    "ID_FORMAT",
                    "号码以9开头，是外国人永久居留身份证号码，不是公民身份号码；请改用证件类型FOREIGN_PERMANENT_RESIDENCE报送",
                    "A number beginning with 9 is that of a foreign permanent resident's card, not a citizen number; "
                            + "send it as idType FOREIGN_PERMANENT_RESIDENCE");
        }
        if (!fifteen && CheckCharacter.ofCitizen(full) != full.charAt(17)) {
            return wrongCheckCharacter(original);
        }
        boolean divisionKnown = divisionKnown(full);
        if (divisionKnown && !fifteen) {
            return accepted(IdType.RESIDENT_ID, full, original);
        }
        List<Fault> warnings = new ArrayList<>(2);
        if (fifteen) {
            warnings.add(fault(
                    original,
                    "ID_15_DIGITS",
                    "15位旧号码已按GB 11643-1999转换为18位，原号码保留；15位号码没有校验码，请与户籍资料核对",
                    "The 15-digit number was converted to 18 characters by GB 11643-1999 and the original kept; it has "
                            + "no check character, compare it with the household register"));
        }
        if (!divisionKnown) {
            warnings.add(fault(
                    original,
                    "ID_DIVISION_UNKNOWN",
                    "号码前6位的行政区划代码在出生年份的已知代码表（GB/T 2260）中没有；已公布的代码表不完整，号码予以接受，请核对",
                    "The division code in the first 6 digits is not in the lists known for the year of birth "
                            + "(GB/T 2260); published lists are incomplete, so the number is accepted, please check"));
        }
        return accepted(IdType.RESIDENT_ID, full, original, warnings);
    }

    static IdentifierReading hmtResidencePermit(String number, String original) {
        if (!CitizenNumber.hasStructure(number) || !isHmtPrefix(number)) {
            return refused(
                    original,
                    "ID_FORMAT",
                    "港澳台居民居住证号码应为18位，以810000（香港）、820000（澳门）或830000（台湾）开头，并含真实存在的出生日期；公民身份号码请用证件类型RESIDENT_ID",
                    "The number of a residence permit of Hong Kong, Macao or Taiwan residents has 18 characters, begins "
                            + "810000, 820000 or 830000 and holds a birth date of the calendar; citizen numbers are "
                            + "sent as idType RESIDENT_ID");
        }
        return CheckCharacter.ofCitizen(number) == number.charAt(17)
                ? accepted(IdType.HMT_RESIDENCE_PERMIT, number, original)
                : wrongCheckCharacter(original);
    }

    /**
     * The card issued since December 2023 has 18 characters: 9, province of the office, nationality, birth date,
     * sequence, check. The older one has three letters of nationality and twelve digits, whose last is computed over
     * a birth date of two-digit years by a rule that issuers did not keep everywhere; only its shape is asked for.
     */
    static IdentifierReading foreignPermanentResidence(String number, String original) {
        if (number.length() == 15 && NumberText.letters(number, 0, 3) && NumberText.digits(number, 3, 15)) {
            return accepted(IdType.FOREIGN_PERMANENT_RESIDENCE, number, original);
        }
        if (!CitizenNumber.hasStructure(number) || number.charAt(0) != '9') {
            return refused(
                    original,
                    "ID_FORMAT",
                    "外国人永久居留身份证号码应为以9开头的18位号码（含真实存在的出生日期），或旧证的3位字母加12位数字；请核对后重新报送",
                    "The number of a foreign permanent resident's card has 18 characters beginning with 9 and holding a "
                            + "birth date of the calendar, or on older cards 3 letters and 12 digits; correct it and "
                            + "send the record again");
        }
        return CheckCharacter.ofCitizen(number) == number.charAt(17)
                ? accepted(IdType.FOREIGN_PERMANENT_RESIDENCE, number, original)
                : wrongCheckCharacter(original);
    }

    /** Passports of all countries; Chinese ones (a letter or two and seven or eight digits) are among them. */
    static IdentifierReading passport(String number, String original) {
        if (number.length() < 5 || number.length() > 20 || !NumberText.lettersOrDigits(number)) {
            return refused(
                    original,
                    "ID_FORMAT",
                    "护照号码应为5至20位字母或数字；请核对后重新报送",
                    "A passport number has 5 to 20 letters or digits; correct it and send the record again");
        }
        return accepted(IdType.PASSPORT, number, original);
    }

    /**
     * H or M and eight digits, which stay with the holder for life; older cards add two that count the renewals. Those
     * are kept: that two such numbers are one person is for people to settle, not for the reading.
     */
    static IdentifierReading hmTravelPermit(String number, String original) {
        boolean shape = (number.length() == 9 || number.length() == 11)
                && (number.charAt(0) == 'H' || number.charAt(0) == 'M')
                && NumberText.digits(number, 1, number.length());
        if (!shape) {
            return refused(
                    original,
                    "ID_FORMAT",
                    "港澳居民来往内地通行证号码应为H或M加8位数字（旧证10位）；请核对后重新报送",
                    "The number of a mainland travel permit for Hong Kong and Macao residents is H or M and 8 digits "
                            + "(10 on older cards); correct it and send the record again");
        }
        return accepted(IdType.HM_TRAVEL_PERMIT, number, original);
    }

    /**
     * Cards since 2015 have eight digits. Booklets before carry the same eight, then two of renewal and a letter in
     * brackets, such as {@code 12345678 01(B)}; single-entry permits put a letter first. Brackets are typography and
     * go, the rest stays as printed.
     */
    static IdentifierReading twTravelPermit(String number, String original) {
        String bare = number.indexOf('(') < 0 && number.indexOf(')') < 0
                ? number
                : number.replace("(", "").replace(")", "");
        int start = !bare.isEmpty() && NumberText.letters(bare, 0, 1) ? 1 : 0;
        int end = bare.length() > start && NumberText.letters(bare, bare.length() - 1, bare.length())
                ? bare.length() - 1
                : bare.length();
        int digits = end - start;
        if (digits < 8 || digits > 10 || !NumberText.digits(bare, start, end)) {
            return refused(
                    original,
                    "ID_FORMAT",
                    "台湾居民来往大陆通行证号码应为8位数字，旧证另有2位换证次数，前后可各有1个字母；请核对后重新报送",
                    "The number of a mainland travel permit for Taiwan residents has 8 digits, on older booklets 2 more "
                            + "for renewals, with at most one letter before and after; correct it and send the record "
                            + "again");
        }
        return accepted(IdType.TW_TRAVEL_PERMIT, bare, original);
    }

    /** Null when it is not 15 digits; the sequences 996 to 999 were set aside for those born before 1900. */
    private static String toEighteen(String number) {
        if (!NumberText.digits(number, 0, 15)) {
            return null;
        }
        String century = NumberText.number(number, 12, 15) >= 996 ? "18" : "19";
        StringBuilder full = new StringBuilder(18);
        full.append(number, 0, 6).append(century).append(number, 6, 15);
        return full.append(CheckCharacter.ofCitizen(full)).toString();
    }

    private static boolean isHmtPrefix(String number) {
        return number.charAt(0) == '8'
                && number.charAt(1) >= '1'
                && number.charAt(1) <= '3'
                && number.startsWith("0000", 2);
    }

    /** Holders born before coding began were coded with the divisions of that time. */
    private static boolean divisionKnown(String number) {
        int year = Math.max(NumberText.number(number, 6, 10), CODING_BEGAN);
        return Divisions.standard().existedIn(NumberText.number(number, 0, 6), year);
    }

    private static IdentifierReading wrongCheckCharacter(String original) {
        return refused(
                original,
                "ID_CHECK_DIGIT",
                "号码的第18位校验码与前17位不符（GB 11643-1999，ISO 7064 MOD 11-2），号码有误；请核对证件后重新报送",
                "The 18th character does not check with the first 17 (GB 11643-1999, ISO 7064 MOD 11-2), so the number "
                        + "is wrong; compare it with the document and send the record again");
    }
}
