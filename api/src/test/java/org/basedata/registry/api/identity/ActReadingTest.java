package org.basedata.registry.api.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.basedata.registry.api.document.Examples;
import org.basedata.registry.core.identity.AssignRecords;
import org.basedata.registry.core.identity.IdentityCommand;
import org.basedata.registry.core.identity.MergeSubjects;
import org.basedata.registry.core.identity.ReplaceIdentifier;
import org.basedata.registry.core.identity.RevokeAct;
import org.basedata.registry.core.identity.SplitSubject;
import org.basedata.registry.core.identity.SucceedEntities;
import org.basedata.registry.core.subject.SubjectIds;
import org.junit.jupiter.api.Test;

class ActReadingTest {
    private static final SubjectIds IDS = new SubjectIds(new byte[32]);

    private static IdentityCommand read(String body) {
        return ActReading.read(body.getBytes(StandardCharsets.UTF_8), IDS, UUID::randomUUID);
    }

    @Test
    void the_acts_of_the_manual_are_acts_and_there_is_one_of_each_kind() throws IOException {
        String page = Files.readString(Path.of("..", "docs", "manual", "reconciling.md"));
        List<IdentityCommand> acts = Pattern.compile("`(\\{\"act\".*})`")
                .matcher(page)
                .results()
                .map(found -> read(found.group(1)))
                .toList();
        assertThat(acts.stream().map(Object::getClass))
                .containsExactlyInAnyOrder(
                        ReplaceIdentifier.class,
                        MergeSubjects.class,
                        SplitSubject.class,
                        AssignRecords.class,
                        SucceedEntities.class,
                        RevokeAct.class);
        assertThat(acts).allSatisfy(act -> {
            assertThat(act.act().evidence()).isNotEmpty();
            assertThat(act.act().reason()).isNotBlank();
            assertThat(act.act().person()).isNotBlank();
        });
    }

    @Test
    void the_examples_of_the_description_are_acts() {
        assertThat(read(Examples.ACT_REPLACE)).isInstanceOf(ReplaceIdentifier.class);
        assertThat(read(Examples.ACT_MERGE)).isInstanceOf(MergeSubjects.class);
        assertThat(read(Examples.ACT_SPLIT)).isInstanceOfSatisfying(SplitSubject.class, split -> {
            assertThat(split.parts()).hasSize(2);
            assertThat(split.parts()).extracting(part -> part.party().subject()).doesNotHaveDuplicates();
            assertThat(split.parts()).allMatch(part -> part.party().identifier() == null);
        });
    }
}
