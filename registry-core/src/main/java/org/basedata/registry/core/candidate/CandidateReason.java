package org.basedata.registry.core.candidate;

import org.basedata.registry.core.identifier.SubjectType;

/**
 * Why two subjects may be one. Each begins with a score that says how often it is right by itself, in tenths of a power of ten:
 * 50 is as often right as wrong, 60 ten times as often right, 40 ten times as often wrong. The assumptions: the number of one person
 * in a thousand was typed wrong somewhere, three times in five by one digit, once in five by swapping two neighbours; one in ten
 * thousand has two numbers that have nothing to do with each other.
 */
public enum CandidateReason {
    /** Two namesakes are born on one day once in 25,000 times: 2.5 with two numbers for every chance, divided by the namesakes. */
    SAME_NAME_AND_BIRTH_DATE(SubjectType.PERSON, 54),
    /** As above; but one in ten of those who are known by another document has a number too. */
    SAME_NAME_AND_BIRTH_DATE_OTHER_DOCUMENT(SubjectType.PERSON, 84),
    /** In ten million people a number has some twenty neighbours: 250 slips for every chance, divided by the namesakes. */
    NUMBER_ONE_DIGIT_APART(SubjectType.PERSON, 74),
    /** A third as many slips of this kind, but a tenth of the neighbours. */
    NUMBER_DIGITS_TRANSPOSED(SubjectType.PERSON, 80),
    /** A registering authority does not register a name twice; two of them do, and shops of one owner bear his name. */
    SAME_NAME_AND_REPRESENTATIVE(SubjectType.LEGAL_ENTITY, 68),
    CODE_ONE_CHARACTER_APART(SubjectType.LEGAL_ENTITY, 82),
    CODE_CHARACTERS_TRANSPOSED(SubjectType.LEGAL_ENTITY, 84),
    /** The code of nine characters within a credit code is the entity's own for life (GB 32100-2015, 4.4). */
    SAME_ORGANISATION_CODE(SubjectType.LEGAL_ENTITY, 82),
    /** The business licence number by which one is known is the registration number that the other states. */
    REGISTRATION_NUMBER_OF_THE_OTHER(SubjectType.LEGAL_ENTITY, 82);

    private final SubjectType type;
    private final int score;

    CandidateReason(SubjectType type, int score) {
        this.type = type;
        this.score = score;
    }

    public SubjectType type() {
        return type;
    }

    int score() {
        return score;
    }
}
