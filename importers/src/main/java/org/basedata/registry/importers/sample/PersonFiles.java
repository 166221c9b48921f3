package org.basedata.registry.importers.sample;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The files of the departments that know natural persons. Household registration comes first, so that every later
 * record finds the authoritative name. Where a person's noise does not belong to a file, the file repeats what is true.
 */
final class PersonFiles implements Closeable {
    private static final String RESIDENT_ID = "RESIDENT_ID";
    private static final String SUBMIT = "SUBMIT";
    private static final int YEAR = 365;
    /** The Household Registration Regulations came into force in January 1958. */
    private static final long FIRST_REGISTER = Days.of(1958, 1, 9);

    /** Purposes of {@link Person#hasChance} and {@link Person#choice}; each draws its own numbers. */
    private static final int INSURED = 1,
            SCHOOLED = 2,
            FUNDED = 3,
            TAXED = 4,
            DISABLED = 5,
            QUALIFIED = 6,
            GUARDED = 7,
            ADOPTED = 8,
            ALLOWED = 9,
            BASE = 10,
            SINCE = 11,
            LEVEL = 12,
            EMPLOYED = 13,
            WHEN = 14,
            EARLIER = 15,
            MOVED = 16;

    private static final String[] SCHOOLS = {"岭南示例大学", "珠江样本学院", "粤北合成职业技术学院", "示例第一中学", "海岸演示理工大学"};
    private static final String[] SCHOOL_LEVELS = {"21", "31", "41", "61", "14"};
    private static final String[] SUBJECTS = {"计算机科学与技术", "会计学", "机械工程", "护理", "汉语言文学", "物流管理", "电气工程"};
    private static final String[] CERTIFICATES = {"二级建造师", "中级会计师", "护士执业资格", "电工", "社会工作者", "教师资格"};

    private final Truth truth;
    private final SampleSize size;
    private final LegalEntity employer;
    private final DepartmentFile household;
    private final DepartmentFile residence;
    private final DepartmentFile birth;
    private final DepartmentFile death;
    private final DepartmentFile marriage;
    private final DepartmentFile adoption;
    private final DepartmentFile guardianship;
    private final DepartmentFile insurance;
    private final DepartmentFile allowance;
    private final DepartmentFile education;
    private final DepartmentFile disability;
    private final DepartmentFile fund;
    private final DepartmentFile tax;
    private final DepartmentFile qualification;

    PersonFiles(Path directory, Truth truth, SampleSize size, long seed) {
        this.truth = truth;
        this.size = size;
        this.employer = new LegalEntity(seed, size);
        household = file(
                directory,
                1,
                "GA",
                "household-registration",
                "formerName",
                "sex",
                "ethnicity",
                "birthDate",
                "birthPlace",
                "registeredAddress",
                "registeredDivision",
                "householdNumber",
                "relationToHead",
                "maritalStatus",
                "registrationStatus");
        residence = file(
                directory,
                2,
                "LS",
                "residence-permit",
                "sex",
                "birthDate",
                "residenceAddress",
                "residenceDivision",
                "residenceSince",
                "residenceReason",
                "permitNumber",
                "permitStatus",
                "permitIssuedOn");
        birth = file(
                directory,
                3,
                "WJ",
                "birth-registration",
                "sex",
                "birthDate",
                "birthPlace",
                "birthCertificateNumber",
                "motherName",
                "motherId",
                "fatherName",
                "fatherId");
        death = file(
                directory,
                4,
                "WJ",
                "death-registration",
                "sex",
                "birthDate",
                "deathDate",
                "lifeStatus",
                "deathPlace",
                "deathCertificateNumber");
        marriage = file(
                directory,
                5,
                "MZ",
                "marriage-registration",
                "maritalStatus",
                "spouseName",
                "spouseIdType",
                "spouseId",
                "marriedOn",
                "divorcedOn",
                "marriageCertificateNumber",
                "marriageAuthority");
        adoption = file(
                directory,
                6,
                "MZ",
                "adoption-registration",
                "sex",
                "birthDate",
                "adoptionRole",
                "adoptionPartyName",
                "adoptedOn",
                "adoptionCertificateNumber");
        guardianship = file(
                directory,
                7,
                "MZ",
                "guardianship",
                "guardianName",
                "guardianIdType",
                "guardianId",
                "guardianRelation",
                "guardianAppointedBy",
                "guardianFrom");
        insurance = file(
                directory,
                8,
                "RS",
                "social-insurance",
                "sex",
                "birthDate",
                "insuranceStatus",
                "insuranceKinds",
                "insuredSince",
                "employerName",
                "employerCode",
                "contributionBase");
        allowance = new DepartmentFile(
                directory,
                9,
                "MZ",
                "minimum-living-allowance",
                DepartmentFile.GB18030,
                truth,
                "sex:性别",
                "birthDate:出生日期",
                "allowanceKind:低保类别",
                "allowanceFrom:低保起始日期",
                "allowanceAmount:低保金额",
                "allowanceHouseholdSize:保障人口数",
                "allowanceCertificateNumber:低保证编号");
        education = new DepartmentFile(
                directory,
                10,
                "JY",
                "education",
                DepartmentFile.UTF_8_BOM,
                truth,
                "sex",
                "birthDate",
                "school",
                "educationLevel",
                "major",
                "enrolledOn",
                "graduatedOn",
                "diplomaNumber");
        disability = file(
                directory,
                11,
                "CL",
                "disability",
                "sex",
                "disabilityType",
                "disabilityGrade",
                "disabilityCertificateNumber",
                "disabilityCertifiedOn");
        // ethnicity is not the housing fund's to send: the column is there for the rows that must be warned about.
        fund = file(
                directory,
                12,
                "GJJ",
                "housing-fund",
                "birthDate",
                "employerName",
                "employerCode",
                "fundAccount",
                "fundOpenedOn",
                "fundContributionBase",
                "ethnicity");
        tax = file(
                directory,
                13,
                "SW",
                "personal-tax",
                "employerName",
                "employerCode",
                "taxFileNumber",
                "taxableIncome",
                "taxPaid");
        qualification = file(
                directory,
                14,
                "RS",
                "qualification",
                "qualificationName",
                "qualificationNumber",
                "qualificationIssuer",
                "qualificationIssuedOn");
    }

    private DepartmentFile file(Path directory, int order, String source, String dataset, String... items) {
        return new DepartmentFile(directory, order, source, dataset, DepartmentFile.UTF_8, truth, items);
    }

    private List<DepartmentFile> all() {
        return List.of(
                household,
                residence,
                birth,
                death,
                marriage,
                adoption,
                guardianship,
                insurance,
                allowance,
                education,
                disability,
                fund,
                tax,
                qualification);
    }

    void write(Person person) {
        writeHousehold(person);
        if (person.adult() && person.household.moved) writeResidence(person);
        if (person.slot == Person.CHILD) {
            if (person.birth >= Days.of(1996, 1, 1)) writeBirth(person);
            if (person.hasChance(ADOPTED, 15)) writeAdoption(person);
            if (person.hasChance(GUARDED, 25)) writeGuardianship(person);
        }
        if (person.dead()) writeDeath(person);
        if (person.married()) writeMarriage(person);
        DepartmentFile noisy = fileOfNoise(person);
        if (noisy == insurance
                || person.dead()
                || person.slot != Person.CHILD && person.hasChance(INSURED, person.adult() ? 850 : 600))
            writeInsurance(person, noisy == insurance);
        if (noisy == allowance || person.slot == Person.HEAD && person.hasChance(ALLOWED, 70))
            writeAllowance(person, noisy == allowance);
        if (!person.adult()) return;
        if (noisy == education || person.hasChance(SCHOOLED, 450)) writeEducation(person, noisy == education);
        if (person.hasChance(DISABLED, 30)) writeDisability(person);
        if (noisy == fund || person.hasChance(FUNDED, 450)) writeFund(person, noisy == fund);
        if (noisy == tax || person.hasChance(TAXED, 600)) writeTax(person, noisy == tax);
        if (person.hasChance(QUALIFIED, 100)) writeQualification(person);
    }

    /** The one file besides household and marriage registration in which this person's noise stands; null if none. */
    private DepartmentFile fileOfNoise(Person person) {
        int form = person.form;
        return switch (person.noise) {
            case NONE, SEX_AGAINST_NUMBER, BIRTH_DATE_AGAINST_NUMBER, MARITAL_STATUS_DIFFERS, MARRIAGES_OVERLAP -> null;
            case NAME_WRITTEN_DIFFERENTLY ->
                switch (form % 4) {
                    case 0 -> form / 4 % 2 == 0 ? insurance : allowance;
                    case 1 -> fund;
                    case 2 -> tax;
                    default -> education;
                };
            case NAME_SIMILAR -> form / 2 % 2 == 0 ? insurance : fund;
            case NAME_DIFFERENT ->
                switch (form % 4) {
                    case 0 -> insurance;
                    case 1 -> fund;
                    case 2 -> education;
                    default -> tax;
                };
            case BIRTH_DATE_DIFFERS, DEAD_STILL_INSURED, WITHDRAWN, BAD_CHECK_DIGIT, SEVERAL_FAULTS -> insurance;
            case SEX_DIFFERS, CORRECTED, CODE_UNKNOWN, BAD_DATE -> education;
            case LATE_VERSION -> form % 2 == 0 ? insurance : fund;
            case DUPLICATE_ROW -> form % 2 == 0 ? education : tax;
            case FIFTEEN_DIGITS -> form % 2 == 0 ? insurance : tax;
            case SAME_CONTENT_AGAIN, ITEM_NOT_ASSIGNED, PERIOD_REVERSED -> fund;
            case NAME_MISSING -> tax;
        };
    }

    /** Begins a row that says what is true; nothing about sex where public security alone must speak of it. */
    private DepartmentFile truly(DepartmentFile file, Person person, int part, int version) {
        return file.begin(file.recordId(person.index, part), version, SUBMIT, RESIDENT_ID, person.number, person.name);
    }

    private static String sexToOthers(Person person) {
        return person.noise == PersonNoise.SEX_AGAINST_NUMBER ? "" : person.sex();
    }

    private static String birthToOthers(Person person) {
        return person.noise == PersonNoise.BIRTH_DATE_AGAINST_NUMBER ? "" : Days.text(person.birth);
    }

    private void writeHousehold(Person person) {
        // Nobody else speaks of a person earlier: a difference begins where the other source begins, and never twice.
        long from = Math.max(FIRST_REGISTER, person.birth + 1) + person.choice(SINCE, 30);
        String maritalStatus = person.slot != Person.ELDER ? "10" : person.choice(SINCE, 3) == 0 ? "30" : "20";
        String relation =
                switch (person.slot) {
                    case Person.HEAD -> "02";
                    case Person.SPOUSE -> "97";
                    case Person.CHILD -> person.male ? "20" : "30";
                    default -> "50";
                };
        truly(household, person, 0, 1)
                .from(Days.notAfterLast(from))
                .set("formerName", person.formerName)
                .set("sex", person.sex())
                .set("ethnicity", person.ethnicity)
                .set("birthDate", person.birth)
                .set("birthPlace", person.household.division.fullName())
                .set("registeredAddress", person.household.address)
                .set("registeredDivision", person.household.division.code())
                .set("householdNumber", person.household.number)
                .set("relationToHead", relation)
                .set("maritalStatus", maritalStatus)
                .set("registrationStatus", "1");
        switch (person.noise) {
            case SEX_AGAINST_NUMBER -> {
                household.set("sex", person.otherSex());
                rule(person, "sex", "SexMustMatchNumber", "GA");
            }
            case BIRTH_DATE_AGAINST_NUMBER -> {
                household.set("birthDate", person.birth + 1 + person.form % 27);
                rule(person, "birthDate", "BirthDateMustMatchNumber", "GA");
            }
            case MARITAL_STATUS_DIFFERS -> {
                truth.itemConflict(RESIDENT_ID, person.number, "maritalStatus", "MZ", "GA");
            }
            default -> {}
        }
        household.accepted();
        if (person.dead()) household.set("registrationStatus", "3").nextVersion(person.death);
        if (!person.married() || person.noise == PersonNoise.MARITAL_STATUS_DIFFERS) return;
        Household house = person.household;
        if (person.slot == Person.HEAD && house.marriedBefore) {
            household.set("maritalStatus", "20").nextVersion(house.earlierMarriage);
            household.set("maritalStatus", "40").nextVersion(house.earlierDivorce);
        }
        household
                .set("maritalStatus", "20")
                .set("relationToHead", person.slot == Person.HEAD ? "02" : "10")
                .nextVersion(house.marriage);
    }

    private void rule(Person person, String item, String rule, String... sources) {
        truth.ruleConflict(RESIDENT_ID, person.number, item, rule, sources);
    }

    private void writeResidence(Person person) {
        long since = Days.of(2019, 1, 1) + person.choice(MOVED, 2000);
        truly(residence, person, 0, 1)
                .from(since)
                .set("sex", sexToOthers(person))
                .set("birthDate", birthToOthers(person))
                .set("residenceAddress", person.household.residenceAddress)
                .set("residenceDivision", person.household.residence.code())
                .set("residenceSince", since)
                .set("residenceReason", "务工")
                .set("permitNumber", "JZ" + (100_000_000L + person.index))
                .set("permitStatus", "1")
                .set("permitIssuedOn", since)
                .accepted();
    }

    private void writeBirth(Person person) {
        Person head = person.household.members[Person.HEAD];
        Person other = person.household.members[Person.SPOUSE];
        Person mother = head.male ? other : head;
        Person father = head.male ? head : other;
        truly(birth, person, 0, 1)
                .from(person.birth)
                .set("sex", person.sex())
                .set("birthDate", person.birth)
                .set("birthPlace", person.household.division.fullName())
                .set(
                        "birthCertificateNumber",
                        "E" + person.household.division.code().substring(0, 2) + (10_000_000L + person.index))
                .set("motherName", mother.name)
                .set("motherId", mother.number)
                .set("fatherName", father.name)
                .set("fatherId", father.number)
                .accepted();
    }

    private void writeDeath(Person person) {
        truly(death, person, 0, 1)
                .from(person.death)
                .set("sex", person.sex())
                .set("birthDate", person.birth)
                .set("deathDate", person.death)
                .set("lifeStatus", "2")
                .set("deathPlace", person.household.division.fullName())
                .set("deathCertificateNumber", "SW" + (10_000_000L + person.index))
                .accepted();
    }

    private void writeMarriage(Person person) {
        Household house = person.household;
        if (person.slot == Person.HEAD && house.marriedBefore) writeEarlierMarriage(person);
        Person spouse = person.spouse();
        married(person, 0, 1, house.marriage)
                .set("maritalStatus", "20")
                .set("spouseName", spouse.name)
                .set("spouseIdType", "111")
                .set("spouseId", spouse.number)
                .accepted();
        if (person.noise != PersonNoise.MARRIAGES_OVERLAP) return;
        married(person, 2, 1, Math.min(house.marriage + 90 + person.choice(WHEN, 300), Days.LAST - 20))
                .set("maritalStatus", "20")
                .set("spouseName", Names.unlike(spouse.name + person.name, house.draw))
                .accepted();
        rule(person, "spouseName", "MarriagesMustNotOverlap", "MZ");
    }

    /** Ended before the present marriage began. Told once in two versions, once in one row written afterwards. */
    private void writeEarlierMarriage(Person person) {
        Household house = person.household;
        boolean asItHappened = person.choice(EARLIER, 2) == 0;
        String former = Names.unlike(person.name, house.draw);
        married(person, 1, 1, house.earlierMarriage).set("spouseName", former);
        if (asItHappened) {
            marriage.set("maritalStatus", "20").accepted();
            marriage.set("version", "2").set("validFrom", house.earlierDivorce).set("maritalStatus", "40");
        }
        marriage.set("divorcedOn", house.earlierDivorce).accepted();
    }

    private DepartmentFile married(Person person, int part, int version, long day) {
        return truly(marriage, person, part, version)
                .from(day)
                .set("marriedOn", day)
                .set(
                        "marriageCertificateNumber",
                        "J" + person.household.division.code() + "-"
                                + Days.text(day).substring(0, 4) + "-" + (1_000_000L + person.household.index) + "-"
                                + part)
                .set("marriageAuthority", person.household.division.city() + "民政局（示例）");
    }

    private void writeAdoption(Person person) {
        long day = Days.notAfterLast(person.birth + 100 + person.choice(WHEN, 100));
        truly(adoption, person, 0, 1)
                .from(day)
                .set("sex", person.sex())
                .set("birthDate", person.birth)
                .set("adoptionRole", "被收养人")
                .set("adoptionPartyName", person.household.members[Person.HEAD].name)
                .set("adoptedOn", day)
                .set("adoptionCertificateNumber", "SY" + (10_000_000L + person.index))
                .accepted();
    }

    private void writeGuardianship(Person person) {
        Person guardian = person.household.members[Person.HEAD];
        long day = Days.notAfterLast(person.birth + 200 + person.choice(WHEN, 100));
        truly(guardianship, person, 0, 1)
                .from(day)
                .set("guardianName", guardian.name)
                .set("guardianIdType", "111")
                .set("guardianId", guardian.number)
                .set("guardianRelation", "其他近亲属")
                .set("guardianAppointedBy", "示例社区居民委员会")
                .set("guardianFrom", day)
                .accepted();
    }

    private void writeInsurance(Person person, boolean noisy) {
        long since = Math.max(Days.of(1999, 1, 1), person.birth + 20 * YEAR) + person.choice(SINCE, 900);
        if (person.dead()) since = Math.min(since, person.death - 300);
        since = Days.notAfterLast(since);
        truly(insurance, person, 0, 1)
                .from(since)
                .set("sex", sexToOthers(person))
                .set("birthDate", birthToOthers(person))
                .set("insuranceStatus", person.slot == Person.ELDER && !person.dead() ? "4" : "1")
                .set("insuranceKinds", "城镇职工基本养老保险、职工基本医疗保险")
                .set("insuredSince", since)
                .set("contributionBase", base(person, 0));
        setEmployer(insurance, person);
        if (person.dead()) writeInsuranceOfTheDead(person);
        else if (noisy) writeNoisyInsurance(person, since);
        else insurance.accepted();
    }

    private void writeInsuranceOfTheDead(Person person) {
        insurance.accepted();
        if (person.noise == PersonNoise.DEAD_STILL_INSURED) {
            rule(person, "insuranceStatus", "DeathMustEndActivity", "WJ", "RS");
            return;
        }
        insurance.set("version", "2").from(person.death);
        if (person.choice(EARLIER, 2) == 0)
            insurance.clearItems().set("operation", "END").set("reason", "参保人员死亡，终止社会保险关系");
        else insurance.set("insuranceStatus", "3").set("contributionBase", "");
        insurance.accepted();
    }

    private void writeNoisyInsurance(Person person, long since) {
        Draw draw = person.household.draw;
        switch (person.noise) {
            case NAME_WRITTEN_DIFFERENTLY ->
                insurance.set("name", person.name.replace(Names.DOT, '\u2022')).accepted();
            case NAME_SIMILAR -> similar(insurance, person);
            case NAME_DIFFERENT ->
                insurance.set("name", Names.unlike(person.name, draw)).held();
            case BIRTH_DATE_DIFFERS -> {
                insurance.set("birthDate", person.birth - 1 - person.form % 300).accepted();
                truth.itemConflict(RESIDENT_ID, person.number, "birthDate", "GA", "RS");
            }
            case WITHDRAWN -> {
                insurance.set("birthDate", person.birth - 40).accepted();
                insurance
                        .clearItems()
                        .set("version", "2")
                        .set("operation", "WITHDRAW")
                        .set("validFrom", "")
                        .set("reason", "误将他人参保登记录入本人名下")
                        .accepted();
            }
            case LATE_VERSION -> late(insurance, since, "contributionBase", base(person, 1));
            case FIFTEEN_DIGITS -> fifteenDigits(insurance, person);
            case BAD_CHECK_DIGIT ->
                insurance.set("id", Numbers.withWrongCheck(person.number)).refused("ID_CHECK_DIGIT");
            case SEVERAL_FAULTS ->
                insurance
                        .set("id", Numbers.withWrongCheck(person.number))
                        .set("name", "")
                        .set("validTo", since - 31)
                        .refused("ID_CHECK_DIGIT", "NAME_MISSING", "PERIOD_REVERSED");
            default -> throw new IllegalStateException(person.noise + " has no place in " + insurance.file());
        }
    }

    private static void fifteenDigits(DepartmentFile file, Person person) {
        file.set("id", Numbers.fifteen(person.number)).acceptedWithWarning("ID_15_DIGITS");
    }

    private void similar(DepartmentFile file, Person person) {
        String name = person.form % 2 == 0
                ? Names.withTraditionalSurname(person.name)
                : Names.withOtherGivenCharacter(person.name, person.household.draw);
        file.set("name", name).accepted();
        truth.itemConflict(RESIDENT_ID, person.number, "name", "GA", file.source());
    }

    /** Version 2 as it stands, version 1 at the end of the file; they differ in an item that nobody compares. */
    private static void late(DepartmentFile file, long since, String item, String earlier) {
        String now = file.get(item);
        file.set("version", "2").from(since + 200).accepted();
        file.set("version", "1").from(since).set(item, earlier).acceptedLater();
        if (earlier.equals(now)) throw new IllegalStateException("versions must differ: " + item + " " + now);
    }

    private void writeAllowance(Person person, boolean noisy) {
        long from = Days.of(2021, 1, 1) + person.choice(WHEN, 1500);
        truly(allowance, person, 0, 1)
                .from(from)
                .set("sex", sexToOthers(person))
                .set("birthDate", birthToOthers(person))
                .set("allowanceKind", "城镇低保")
                .set("allowanceFrom", from)
                .set("allowanceAmount", (600 + person.choice(BASE, 60) * 10) + ".00")
                .set("allowanceHouseholdSize", Integer.toString(1 + person.choice(LEVEL, 4)))
                .set("allowanceCertificateNumber", "DB" + (10_000_000L + person.index));
        if (noisy) allowance.set("name", person.name.replace(Names.DOT, '\u30FB'));
        allowance.accepted();
    }

    private void writeEducation(Person person, boolean noisy) {
        int level = person.choice(LEVEL, SCHOOL_LEVELS.length);
        long graduated = Days.notAfterLast(person.birth + 22 * YEAR + person.choice(WHEN, 700));
        truly(education, person, 0, 1)
                .from(graduated)
                .set("sex", sexToOthers(person))
                .set("birthDate", birthToOthers(person))
                .set("school", SCHOOLS[person.choice(EARLIER, SCHOOLS.length)])
                .set("educationLevel", SCHOOL_LEVELS[level])
                .set("major", SUBJECTS[person.choice(BASE, SUBJECTS.length)])
                .set("enrolledOn", graduated - 4 * YEAR)
                .set("graduatedOn", graduated)
                .set("diplomaNumber", "BY" + (100_000_000L + person.index));
        if (!noisy) {
            education.accepted();
            return;
        }
        switch (person.noise) {
            case NAME_WRITTEN_DIFFERENTLY ->
                education.set("name", person.name.toLowerCase(Locale.ROOT)).accepted();
            case NAME_DIFFERENT ->
                education
                        .set("name", Names.unlike(person.name, person.household.draw))
                        .held();
            case SEX_DIFFERS -> {
                education.set("sex", person.otherSex()).accepted();
                truth.itemConflict(RESIDENT_ID, person.number, "sex", "GA", "JY");
            }
            case CORRECTED -> {
                education.set("sex", person.otherSex()).accepted();
                education
                        .set("sex", person.sex())
                        .set("version", "2")
                        .set("operation", "CORRECT")
                        .set("reason", "学籍登记性别录入有误，经核对更正")
                        .acceptedLater();
            }
            case DUPLICATE_ROW -> duplicate(education, person);
            case CODE_UNKNOWN -> education.set("educationLevel", "77").refused("CODE_UNKNOWN");
            case BAD_DATE ->
                education
                        .set("enrolledOn", education.get("enrolledOn").substring(0, 4) + "-02-30")
                        .refused("ITEM_VALUE");
            default -> throw new IllegalStateException(person.noise + " has no place in " + education.file());
        }
    }

    /** The same row again, at once or at the end of the file. */
    private static void duplicate(DepartmentFile file, Person person) {
        file.accepted();
        if (person.form / 2 % 2 == 0) file.unchanged();
        else file.unchangedLater();
    }

    private void writeDisability(Person person) {
        long day = Days.of(2012, 1, 1) + person.choice(WHEN, 4500);
        truly(disability, person, 0, 1)
                .from(Math.max(day, person.birth + 60))
                .set("sex", sexToOthers(person))
                .set("disabilityType", Integer.toString(1 + person.choice(LEVEL, 7)))
                .set("disabilityGrade", Integer.toString(1 + person.choice(BASE, 4)))
                .set("disabilityCertificateNumber", person.number + "43")
                .set("disabilityCertifiedOn", Math.max(day, person.birth + 60))
                .accepted();
    }

    private void writeFund(Person person, boolean noisy) {
        long opened = Math.max(Days.of(2000, 1, 1), person.birth + 21 * YEAR) + person.choice(WHEN, 700);
        truly(fund, person, 0, 1)
                .from(opened)
                .set("birthDate", birthToOthers(person))
                .set("fundAccount", "GJ" + (100_000_000L + person.index))
                .set("fundOpenedOn", opened)
                .set("fundContributionBase", base(person, 0));
        setEmployer(fund, person);
        if (!noisy) {
            fund.accepted();
            return;
        }
        switch (person.noise) {
            case NAME_WRITTEN_DIFFERENTLY ->
                fund.set("name", person.name.charAt(0) + "\u3000" + person.name.substring(1))
                        .accepted();
            case NAME_SIMILAR -> similar(fund, person);
            case NAME_DIFFERENT ->
                fund.set("name", Names.unlike(person.name, person.household.draw))
                        .held();
            case LATE_VERSION -> late(fund, opened, "fundContributionBase", base(person, 1));
            case SAME_CONTENT_AGAIN -> {
                fund.accepted();
                fund.set("version", "2").unchanged();
            }
            case ITEM_NOT_ASSIGNED -> fund.set("ethnicity", person.ethnicity).acceptedWithWarning("ITEM_NOT_ASSIGNED");
            case PERIOD_REVERSED ->
                fund.set("validTo", opened - 1 - person.form % 900).refused("PERIOD_REVERSED");
            default -> throw new IllegalStateException(person.noise + " has no place in " + fund.file());
        }
    }

    private void writeTax(Person person, boolean noisy) {
        int income = 20_000 + person.choice(BASE, 2000) * 100;
        truly(tax, person, 0, 1)
                .from(Days.of(2025, 1, 1))
                .set("taxFileNumber", person.number)
                .set("taxableIncome", income + ".00")
                .set("taxPaid", income / 33 + ".50");
        setEmployer(tax, person);
        if (!noisy) {
            tax.accepted();
            return;
        }
        switch (person.noise) {
            case NAME_WRITTEN_DIFFERENTLY -> tax.set("name", person.name + "  ").accepted();
            case NAME_DIFFERENT ->
                tax.set("name", Names.unlike(person.name, person.household.draw))
                        .held();
            case DUPLICATE_ROW -> duplicate(tax, person);
            case FIFTEEN_DIGITS -> fifteenDigits(tax, person);
            case NAME_MISSING -> tax.set("name", "").refused("NAME_MISSING");
            default -> throw new IllegalStateException(person.noise + " has no place in " + tax.file());
        }
    }

    private void writeQualification(Person person) {
        int kind = person.choice(LEVEL, CERTIFICATES.length);
        for (int part = 0; part < 2; part++) {
            long day = Days.of(2020, 1, 1) + person.choice(WHEN, 1000) + part * 400L;
            truly(qualification, person, part, 1)
                    .from(day)
                    .set("qualificationName", CERTIFICATES[(kind + part) % CERTIFICATES.length])
                    .set("qualificationNumber", "ZG" + (100_000_000L + person.index) + part)
                    .set("qualificationIssuer", "广东省人力资源和社会保障厅（示例）")
                    .set("qualificationIssuedOn", day)
                    .accepted();
            if (person.choice(EARLIER, 5) != 0) return;
        }
    }

    /** The same employer in every file, so that employers never differ; never one that is deregistered some day. */
    private void setEmployer(DepartmentFile file, Person person) {
        if (size.entities() == 0 || !person.adult() || person.choice(EMPLOYED, 4) == 0) return;
        long entity = person.choice(EMPLOYED, size.entities());
        for (long tried = 1; employer.fill(entity).deregistered != 0; tried++) {
            if (tried == size.entities()) return;
            entity = (entity + 1) % size.entities();
        }
        file.set("employerName", employer.name).set("employerCode", employer.code);
    }

    private static String base(Person person, int years) {
        return (3_000 + person.choice(BASE, 200) * 50 - years * 400) + ".00";
    }

    @Override
    public void close() throws IOException {
        for (DepartmentFile file : all()) file.close();
    }
}
