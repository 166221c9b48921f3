package org.basedata.registry.core.identifier;

import static org.basedata.registry.core.identifier.IdentifierReading.accepted;
import static org.basedata.registry.core.identifier.IdentifierReading.fault;
import static org.basedata.registry.core.identifier.IdentifierReading.pilot;
import static org.basedata.registry.core.identifier.IdentifierReading.refused;

import java.util.List;

/** Codes of legal entities. Every method takes the folded code and the text that the source sent. */
final class EntityNumbers {

    private static final String HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212";

    private EntityNumbers() {}

    /**
     * Two characters of authority and category, six digits of division, nine of organisation code, one check. Both
     * check characters must be right, with one exception: codes of the Xiamen/Fujian pilot of 2015 were issued with
     * another rule for the last one and belong to real entities.
     */
    static IdentifierReading uscc(String code, String original) {
        if (!hasUsccShape(code)) {
            return refused(
                    original,
                    "ID_FORMAT",
                    "统一社会信用代码应为18位：登记管理部门和机构类别各1位、6位行政区划数字、9位组织机构代码、1位校验码，不含字母I、O、Z、S、V（GB 32100-2015）；请核对后重新报送",
                    "A unified social credit code has 18 characters: 2 of authority and category, 6 digits of division, "
                            + "9 of organisation code, 1 check character, without the letters I O Z S V "
                            + "(GB 32100-2015); correct it and send the record again");
        }
        boolean inner = CheckCharacter.ofOrganisation(code, 8) == code.charAt(16);
        boolean outer = CheckCharacter.ofUscc(code) == code.charAt(17);
        if (inner && outer) {
            return accepted(IdType.USCC, code, original);
        }
        if (inner && code.startsWith("9135")) {
            return pilot(
                    code,
                    original,
                    fault(
                            original,
                            "USCC_PILOT_CODE",
                            "统一社会信用代码第18位校验码不符，但符合福建（厦门）试点时期所发代码的特征；登记机关报送的予以接受，其他部门报送的挂起，待登记机关报送后放行",
                            "The 18th character of the unified social credit code does not check, as in codes issued by "
                                    + "the Fujian (Xiamen) pilot; accepted from the registering authority, from others "
                                    + "held until that authority speaks"));
        }
        return inner
                ? refused(
                        original,
                        "USCC_CHECK_DIGIT",
                        "统一社会信用代码第18位校验码与前17位不符（GB 32100-2015，模31），代码有误；请核对证照后重新报送",
                        "The 18th character of the unified social credit code does not check with the first 17 "
                                + "(GB 32100-2015, mod 31), so the code is wrong; compare it with the certificate and "
                                + "send the record again")
                : refused(
                        original,
                        "USCC_CHECK_DIGIT",
                        "统一社会信用代码第17位与第9至16位不符（组织机构代码校验码，GB 11714-1997），代码有误；请核对证照后重新报送",
                        "The 17th character of the unified social credit code does not check with the 9th to 16th "
                                + "(organisation code, GB 11714-1997), so the code is wrong; compare it with the "
                                + "certificate and send the record again");
    }

    static IdentifierReading organisationCode(String code, String original) {
        boolean hyphen = code.length() == 10 && HYPHENS.indexOf(code.charAt(8)) >= 0;
        String bare = hyphen ? code.substring(0, 8) + code.charAt(9) : code;
        boolean shape = bare.length() == 9
                && NumberText.lettersOrDigits(bare)
                && (bare.charAt(8) == 'X' || NumberText.digits(bare, 8, 9));
        if (!shape) {
            return refused(
                    original,
                    "ID_FORMAT",
                    "组织机构代码应为8位数字或字母加1位校验码，中间可有连字符（GB 11714-1997）；请核对后重新报送",
                    "An organisation code has 8 digits or letters and 1 check character, with or without a hyphen "
                            + "between (GB 11714-1997); correct it and send the record again");
        }
        if (CheckCharacter.ofOrganisation(bare, 0) != bare.charAt(8)) {
            return refused(
                    original,
                    "ID_CHECK_DIGIT",
                    "组织机构代码的校验码与前8位不符（GB 11714-1997），代码有误；请核对证照后重新报送",
                    "The check character of the organisation code does not fit its first 8 (GB 11714-1997), so the code "
                            + "is wrong; compare it with the certificate and send the record again");
        }
        return accepted(IdType.ORG_CODE, bare, original);
    }

    /** Market registration number: 15 digits with a check digit since 2007, 13 without one before. */
    static IdentifierReading businessLicence(String number, String original) {
        boolean digits = NumberText.digits(number, 0, number.length());
        if (digits && number.length() == 13) {
            return accepted(
                    IdType.BUSINESS_LICENCE,
                    number,
                    original,
                    List.of(fault(
                            original,
                            "LICENCE_13_DIGITS",
                            "13位旧注册号没有校验码，无法校验；已接受，请与登记机关的15位注册号或统一社会信用代码核对",
                            "A registration number of 13 digits has no check digit and cannot be verified; accepted, "
                                    + "compare it with the 15-digit number or unified social credit code of the "
                                    + "registering authority")));
        }
        if (!digits || number.length() != 15) {
            return refused(
                    original,
                    "ID_FORMAT",
                    "营业执照注册号应为15位数字（旧号13位，GS 15-2006）；18位的统一社会信用代码请用证件类型USCC报送",
                    "A business licence number has 15 digits (13 on old licences, GS 15-2006); unified social credit "
                            + "codes of 18 characters are sent as idType USCC");
        }
        if (CheckCharacter.ofLicence(number) != number.charAt(14)) {
            return refused(
                    original,
                    "ID_CHECK_DIGIT",
                    "营业执照注册号的第15位校验码与前14位不符（GS 15-2006，ISO 7064 MOD 11,10），号码有误；请核对证照后重新报送",
                    "The 15th digit of the business licence number does not check with the first 14 (GS 15-2006, "
                            + "ISO 7064 MOD 11,10), so the number is wrong; compare it with the licence and send the "
                            + "record again");
        }
        return accepted(IdType.BUSINESS_LICENCE, number, original);
    }

    private static boolean hasUsccShape(String code) {
        if (code.length() != 18 || !NumberText.digits(code, 2, 8)) {
            return false;
        }
        for (int i = 0; i < 18; i++) {
            if (CheckCharacter.USCC_ALPHABET.indexOf(code.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }
}
