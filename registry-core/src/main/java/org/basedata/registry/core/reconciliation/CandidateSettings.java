package org.basedata.registry.core.reconciliation;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Which pairs of subjects that may be one a search hands to people.
 *
 * @param leastScore of those; 50 is as often right as wrong, ten more is ten times the odds; 100 for none
 * @param most pairs that one search hands over, best first; the others wait for the next one
 */
public record CandidateSettings(int leastScore, int most) {
    public static final CandidateSettings USUAL = new CandidateSettings(70, 200);

    private static final String PREFIX = "registry.reconciliation.";
    private static final int HIGHEST_SCORE = 100;
    private static final int MOST_PAIRS = 100_000;

    /**
     * Of the program's own settings: system properties such as {@code registry.reconciliation.candidate-score}, else variables of the
     * environment such as {@code REGISTRY_RECONCILIATION_CANDIDATE_SCORE}.
     *
     * @throws IllegalArgumentException when one is no such number
     */
    public static CandidateSettings ofProgram() {
        return of(name -> System.getProperty(
                name,
                System.getenv(name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'))));
    }

    static CandidateSettings of(UnaryOperator<String> settings) {
        return new CandidateSettings(
                number(settings, "candidate-score", USUAL.leastScore(), HIGHEST_SCORE),
                number(settings, "candidate-cases", USUAL.most(), MOST_PAIRS));
    }

    private static int number(UnaryOperator<String> settings, String name, int usual, int most) {
        String text = settings.apply(PREFIX + name);
        if (text == null || text.isBlank()) return usual;
        if (text.strip().matches("[0-9]{1,6}")) {
            int number = Integer.parseInt(text.strip());
            if (number <= most) return number;
        }
        throw new IllegalArgumentException("SETTING_REFUSED: " + PREFIX + name + " is \"" + text
                + "\"; it is a whole number from 0 to " + most + " / 应为 0 至 " + most + " 的整数");
    }
}
