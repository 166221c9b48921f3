package org.basedata.registry.core.candidate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.basedata.registry.core.comparison.Comparators;
import org.basedata.registry.core.comparison.ItemComparator;
import org.basedata.registry.core.comparison.NameBand;
import org.basedata.registry.core.comparison.OrganisationNames;
import org.basedata.registry.core.comparison.PersonNames;
import org.basedata.registry.core.identifier.CitizenNumber;
import org.basedata.registry.core.identifier.IdType;
import org.basedata.registry.core.identifier.NumberSlip;
import org.basedata.registry.core.identifier.SubjectType;

/**
 * How much speaks for two subjects being one. The score is 50 where by this reckoning as many such pairs are one as are two; ten more
 * or less is ten times the odds. The strongest reason gives the beginning, every other reason and every item that was compared adds
 * its weight.
 *
 * @param score 0 to 99
 * @param reasons in the order of {@link CandidateReason}, at least one
 */
public record Likeness(int score, List<CandidateReason> reasons, List<Evidence> evidence) {
    /** From here on as often right as wrong. */
    public static final int EVEN = 50;
    /** Below it nine of ten pairs are two subjects, and nobody should have to look. */
    public static final int LEAST = 40;

    private static final int MOST = 99;
    private static final int SECOND_REASON = 10;
    /** A name that is only alike is a hundred times as frequent, and one wrongly typed number in twenty has a wrong name too. */
    private static final int SIMILAR_PERSON_NAME = 36;

    private static final int SIMILAR_ORGANISATION_NAME = 8;
    private static final int REPRESENTATIVE_BY_NUMBER = 6;
    /** What relatives have in common is not more than one thing, however many items say it. */
    private static final int MOST_OF_FAMILY = 25;
    /** The register would have had to give one person two numbers. */
    private static final int BOTH_REGISTERED = -10;
    /** Slips are made where numbers are typed, not where they are assigned. */
    private static final int BOTH_REGISTERED_DESPITE_SLIP = -20;
    /** A number beside a registered one, and like it, may be nobody's. */
    private static final int ONE_REGISTERED = 3;
    /** One unlike it is more often that of somebody who is registered elsewhere. */
    private static final int ONE_REGISTERED_ELSEWHERE = -2;

    private static final int BIRTH_DATE_DIFFERS = -10;
    private static final int DEATH_DATE = 10;
    /** One dissolved before the other was founded: two entities in succession. */
    private static final int SUCCESSION = -25;

    private static final String BIRTH_DATE = "birthDate";

    private static final ItemComparator TEXT = Comparators.of("exact");
    private static final ItemComparator ADDRESS = Comparators.of("address");
    private static final ItemComparator AMOUNT = Comparators.of("amount");

    /** Who else has a value in common, so that it says less. */
    private enum Shared {
        NOBODY,
        /** Brothers and sisters, twins above all, who have alike names and numbers too. */
        FAMILY,
        /** All whose numbers were coded at one place, and so all with one digit between their numbers. */
        PLACE
    }

    private record Compared(String item, ItemComparator comparator, int agrees, int differs, Shared shared) {}

    /** Two registrations of one person, and a mistyped number in another department, seldom have the same address; strangers never do. */
    private static final List<Compared> OF_PERSONS = List.of(
            new Compared("registeredAddress", ADDRESS, 20, -2, Shared.FAMILY),
            new Compared("registeredDivision", TEXT, 4, -3, Shared.PLACE),
            new Compared("householdNumber", TEXT, 15, -3, Shared.FAMILY),
            new Compared("birthPlace", ADDRESS, 4, -6, Shared.PLACE),
            new Compared("motherId", TEXT, 15, -12, Shared.FAMILY),
            new Compared("fatherId", TEXT, 15, -12, Shared.FAMILY),
            new Compared("residenceAddress", ADDRESS, 15, -1, Shared.FAMILY),
            new Compared("ethnicity", TEXT, 1, -8, Shared.PLACE),
            new Compared("spouseId", TEXT, 20, -4, Shared.NOBODY),
            new Compared("employerCode", TEXT, 8, -1, Shared.NOBODY));

    private static final List<Compared> OF_ENTITIES = List.of(
            new Compared("address", ADDRESS, 8, -4, Shared.NOBODY),
            new Compared("division", TEXT, 2, -4, Shared.NOBODY),
            new Compared("establishedOn", TEXT, 8, -6, Shared.NOBODY),
            new Compared("legalRepresentativeId", TEXT, 6, -5, Shared.NOBODY),
            new Compared("registeredCapital", AMOUNT, 2, 0, Shared.NOBODY));

    /**
     * Empty when there is no reason to think so, or when what is known of both excludes it. The order of the two changes nothing but
     * the places of their values.
     *
     * @param namesakes subjects that have the more frequent of the two names, at least these two
     */
    public static Optional<Likeness> of(Portrait one, Portrait other, long namesakes) {
        SubjectType type = one.identifier().type().subjectType();
        if (type != other.identifier().type().subjectType()
                || one.names().isEmpty()
                || other.names().isEmpty()) return Optional.empty();
        Comparison comparison = new Comparison(one, other);
        return type == SubjectType.PERSON ? comparison.persons(namesakes) : comparison.entities();
    }

    /** Two subjects while they are being compared. */
    private static final class Comparison {
        private final Portrait one;
        private final Portrait other;
        private final List<Evidence> evidence = new ArrayList<>();
        private final Set<CandidateReason> reasons = new LinkedHashSet<>();
        private int begin = Integer.MIN_VALUE;
        private int weights;

        Comparison(Portrait one, Portrait other) {
            this.one = one;
            this.other = other;
        }

        Optional<Likeness> persons(long namesakes) {
            NameBand names = band(SubjectType.PERSON);
            Optional<NumberSlip> slip = NumberSlip.between(one.identifier(), other.identifier());
            if (names == NameBand.DIFFERENT || sexesDiffer(slip.isPresent())) return Optional.empty();
            noteNames(names);
            int rarity = names == NameBand.EQUAL
                    ? -(int) Math.round(10 * Math.log10(Math.max(2, namesakes)))
                    : -SIMILAR_PERSON_NAME;
            slip.ifPresent(how -> reason(
                    how.transposed()
                            ? CandidateReason.NUMBER_DIGITS_TRANSPOSED
                            : CandidateReason.NUMBER_ONE_DIGIT_APART,
                    rarity));
            String birth = one.value(BIRTH_DATE);
            boolean sameBirth = birth != null && birth.equals(other.value(BIRTH_DATE));
            if (sameBirth && names == NameBand.EQUAL)
                reason(
                        one.identifier().type() == other.identifier().type()
                                ? CandidateReason.SAME_NAME_AND_BIRTH_DATE
                                : CandidateReason.SAME_NAME_AND_BIRTH_DATE_OTHER_DOCUMENT,
                        rarity);
            birthDates(sameBirth, slip.map(NumberSlip::touchesBirthDate).orElse(false));
            Set<Shared> counts = EnumSet.of(Shared.NOBODY);
            if (names == NameBand.EQUAL) counts.add(Shared.FAMILY);
            if (names == NameBand.EQUAL && slip.isEmpty()) counts.add(Shared.PLACE);
            compare(OF_PERSONS, counts);
            deaths();
            if (slip.isPresent()) registers(BOTH_REGISTERED_DESPITE_SLIP, ONE_REGISTERED);
            else registers(BOTH_REGISTERED, ONE_REGISTERED_ELSEWHERE);
            return likeness();
        }

        Optional<Likeness> entities() {
            NameBand names = band(SubjectType.LEGAL_ENTITY);
            noteNames(names);
            int alike = names == NameBand.SIMILAR ? -SIMILAR_ORGANISATION_NAME : 0;
            if (names != NameBand.DIFFERENT) {
                NumberSlip.between(one.identifier(), other.identifier())
                        .ifPresent(how -> reason(
                                how.transposed()
                                        ? CandidateReason.CODE_CHARACTERS_TRANSPOSED
                                        : CandidateReason.CODE_ONE_CHARACTER_APART,
                                alike));
                String id = one.value("legalRepresentativeId");
                String otherId = other.value("legalRepresentativeId");
                if (id != null && TEXT.same(id, otherId == null ? "" : otherId))
                    reason(CandidateReason.SAME_NAME_AND_REPRESENTATIVE, alike + REPRESENTATIVE_BY_NUMBER);
                else if ((id == null || otherId == null) && sameRepresentativeName())
                    reason(CandidateReason.SAME_NAME_AND_REPRESENTATIVE, alike);
            }
            // Names change, the organisation code does not.
            int byCode = names == NameBand.DIFFERENT ? -2 * SIMILAR_ORGANISATION_NAME : SIMILAR_ORGANISATION_NAME;
            if (one.organisationCode() != null && one.organisationCode().equals(other.organisationCode()))
                reason(CandidateReason.SAME_ORGANISATION_CODE, byCode);
            if (statesNumberOf(one, other) || statesNumberOf(other, one))
                reason(CandidateReason.REGISTRATION_NUMBER_OF_THE_OTHER, byCode);
            compare(OF_ENTITIES, EnumSet.allOf(Shared.class));
            if (succeeds(one, other) || succeeds(other, one))
                add(new Evidence(
                        "deregisteredOn",
                        one.value("deregisteredOn"),
                        other.value("deregisteredOn"),
                        Boolean.FALSE,
                        SUCCESSION));
            registers(BOTH_REGISTERED, ONE_REGISTERED);
            return likeness();
        }

        private NameBand band(SubjectType type) {
            NameBand best = NameBand.DIFFERENT;
            for (String name : one.names())
                for (String otherName : other.names()) {
                    NameBand band = type == SubjectType.PERSON
                            ? PersonNames.band(name, otherName)
                            : OrganisationNames.band(name, otherName);
                    if (band.compareTo(best) < 0) best = band;
                }
            return best;
        }

        private void noteNames(NameBand band) {
            evidence.add(new Evidence(
                    "name",
                    one.names().get(0),
                    other.names().get(0),
                    band == NameBand.SIMILAR ? null : band == NameBand.EQUAL,
                    0));
        }

        private void reason(CandidateReason reason, int more) {
            reasons.add(reason);
            if (begin != Integer.MIN_VALUE) weights += SECOND_REASON;
            begin = Math.max(begin, reason.score() + more);
        }

        /** Of a number with one slip the digit that tells the sex may be the wrong one. */
        private boolean sexesDiffer(boolean slip) {
            String sex = sex(one, slip);
            String otherSex = sex(other, slip);
            return isSex(sex) && isSex(otherSex) && !sex.equals(otherSex);
        }

        private static String sex(Portrait of, boolean slip) {
            String stated = of.value("sex");
            if (stated != null || slip) return stated;
            return CitizenNumber.of(of.identifier()).map(CitizenNumber::sex).orElse(null);
        }

        /** Unknown and unstated (GB/T 2261.1: 0, 9) contradict nothing. */
        private static boolean isSex(String code) {
            return "1".equals(code) || "2".equals(code);
        }

        private void compare(List<Compared> items, Set<Shared> counts) {
            int family = 0;
            for (Compared each : items) {
                List<String> left = one.items().get(each.item());
                List<String> right = other.items().get(each.item());
                if (left == null || right == null) continue;
                boolean same = left.stream().anyMatch(value -> right.stream()
                        .anyMatch(otherValue -> each.comparator().same(value, otherValue)));
                int weight = same ? each.agrees() : each.differs();
                if (same && !counts.contains(each.shared())) weight = 0;
                if (same && each.shared() == Shared.FAMILY) {
                    weight = Math.min(weight, MOST_OF_FAMILY - family);
                    family += weight;
                }
                add(new Evidence(each.item(), left.get(0), right.get(0), same, weight));
            }
        }

        /** @param explained whether a slip within the numbers' birth dates tells why they differ, if they were read off these */
        private void birthDates(boolean same, boolean explained) {
            String date = one.value(BIRTH_DATE);
            String otherDate = other.value(BIRTH_DATE);
            if (date == null && otherDate == null) return;
            boolean differ = date != null && otherDate != null && !same && !explained;
            Boolean agrees = same ? Boolean.TRUE : differ ? Boolean.FALSE : null;
            add(new Evidence(BIRTH_DATE, date, otherDate, agrees, differ ? BIRTH_DATE_DIFFERS : 0));
        }

        /** Who is dead in one register and alive in another may be one person all the same. */
        private void deaths() {
            String death = one.value("deathDate");
            String otherDeath = other.value("deathDate");
            if (death == null && otherDeath == null) return;
            if (death == null || otherDeath == null) add(new Evidence("deathDate", death, otherDeath, null, 0));
            else {
                boolean agrees = death.equals(otherDeath);
                add(new Evidence("deathDate", death, otherDeath, agrees, agrees ? DEATH_DATE : -DEATH_DATE));
            }
        }

        /** Weights when both stand in the register that assigns such numbers, and when one does. */
        private void registers(int both, int single) {
            if (one.identifier().type() != other.identifier().type()) return;
            if (one.registeredBy() == null && other.registeredBy() == null) return;
            boolean two = one.registeredBy() != null && other.registeredBy() != null;
            add(new Evidence(
                    "registeredBy",
                    one.registeredBy(),
                    other.registeredBy(),
                    two ? Boolean.FALSE : null,
                    two ? both : single));
        }

        private boolean sameRepresentativeName() {
            String name = one.value("legalRepresentativeName");
            String otherName = other.value("legalRepresentativeName");
            return name != null && otherName != null && PersonNames.band(name, otherName) == NameBand.EQUAL;
        }

        private static boolean statesNumberOf(Portrait one, Portrait other) {
            return other.identifier().type() == IdType.BUSINESS_LICENCE
                    && other.identifier().number().equals(one.value("registrationNumber"));
        }

        private static boolean succeeds(Portrait one, Portrait other) {
            String gone = one.value("deregisteredOn");
            String founded = other.value("establishedOn");
            return gone != null && founded != null && !LocalDate.parse(founded).isBefore(LocalDate.parse(gone));
        }

        private void add(Evidence each) {
            evidence.add(each);
            weights += each.weight();
        }

        private Optional<Likeness> likeness() {
            if (reasons.isEmpty()) return Optional.empty();
            List<CandidateReason> ordered = new ArrayList<>(reasons);
            Collections.sort(ordered);
            return Optional.of(new Likeness(Math.max(0, Math.min(MOST, begin + weights)), ordered, evidence));
        }
    }
}
