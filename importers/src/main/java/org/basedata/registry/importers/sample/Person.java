package org.basedata.registry.importers.sample;

/** One synthetic natural person, the truth about them. Refilled for each household; never kept. */
final class Person {
    static final int HEAD = 0;
    static final int SPOUSE = 1;
    static final int CHILD = 2;
    static final int ELDER = 3;

    /** Position in the sample, from 0. */
    long index;
    /** {@link #HEAD}, {@link #SPOUSE}, {@link #CHILD} or {@link #ELDER}. */
    int slot;

    Household household;
    String number;
    boolean male;
    long birth;
    String name;
    String formerName;
    /** GB/T 3304. */
    String ethnicity;
    /** Epoch day; 0 while alive (nobody in the sample dies in 1970). */
    long death;

    PersonNoise noise;
    /** Which of several forms of the noise, from 0; runs over the cycles. */
    int form;

    boolean adult() {
        return slot == HEAD || slot == SPOUSE;
    }

    boolean dead() {
        return death != 0;
    }

    String sex() {
        return male ? "1" : "2";
    }

    String otherSex() {
        return male ? "2" : "1";
    }

    boolean married() {
        return adult() && household.married;
    }

    Person spouse() {
        return household.members[slot == HEAD ? SPOUSE : HEAD];
    }

    /** True for a share of persons that depends on the purpose, the same at every call. */
    boolean hasChance(int purpose, int perThousand) {
        return household.draw.at(household.seed, 100 + purpose, index).chance(perThousand);
    }

    /** A number from 0 to bound - 1 that depends on the purpose, the same at every call. */
    int choice(int purpose, int bound) {
        return household.draw.at(household.seed, 100 + purpose, index).below(bound);
    }
}
