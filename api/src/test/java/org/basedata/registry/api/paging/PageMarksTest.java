package org.basedata.registry.api.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.basedata.registry.api.problem.ProblemCode;
import org.basedata.registry.api.problem.RequestRefused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageMarksTest {
    private static final byte[] KEY = new byte[32];

    private final PageMarks marks = new PageMarks(KEY);

    @Test
    void a_mark_gives_back_what_was_put_in() {
        assertThat(marks.read("q", marks.write("q", "a", "", "c"))).containsExactly("a", "", "c");
    }

    @Test
    void a_mark_is_good_in_any_program_with_the_key_and_in_none_without() {
        assertThat(new PageMarks(KEY.clone()).read("q", marks.write("q", "a"))).containsExactly("a");
        byte[] other = KEY.clone();
        other[0] = 1;
        refused(new PageMarks(other), "q", marks.write("q", "a"));
    }

    @Test
    void a_mark_fits_only_its_question() {
        refused(marks, "another question", marks.write("q", "a"));
    }

    @Test
    void a_mark_with_any_byte_changed_is_refused() {
        byte[] mark = Base64.getUrlDecoder().decode(marks.write("q", "a", "b"));
        for (int i = 0; i < mark.length; i++) {
            byte[] changed = mark.clone();
            changed[i] ^= 1;
            refused(marks, "q", Base64.getUrlEncoder().withoutPadding().encodeToString(changed));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base64!", "AAAAAAAAAAAAAAAAAAAAAA"})
    void what_is_no_mark_is_refused(String text) {
        refused(marks, "q", text);
    }

    private static void refused(PageMarks marks, String question, String mark) {
        assertThatThrownBy(() -> marks.read(question, mark))
                .isInstanceOfSatisfying(
                        RequestRefused.class, e -> assertThat(e.code()).isEqualTo(ProblemCode.NEXT_INVALID));
    }
}
