package org.basedata.registry.importers.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Decoding does not depend on how the reader's buffers are cut. */
class DecodingReaderTest {
    @Test
    void the_text_is_the_same_at_whatever_places_of_a_buffer_it_is_put() throws IOException {
        String text = "recordId,姓名,地址\r\n".repeat(20) + "A1,㛃𠅤阿依古丽·买买提,广州市天河区1号";
        for (Charset charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            Random random = new Random(7);
            for (int run = 0; run < 50; run++) {
                StringBuilder read = new StringBuilder();
                char[] buffer = new char[64];
                try (DecodingReader reader =
                        new DecodingReader(new ByteArrayInputStream(text.getBytes(charset)), charset, 0)) {
                    while (true) {
                        int offset = random.nextInt(40);
                        int n = reader.read(buffer, offset, 2 + random.nextInt(buffer.length - offset - 2));
                        if (n < 0) break;
                        read.append(buffer, offset, n);
                    }
                    assertThat(reader.decoded()).isEqualTo(text.getBytes(charset).length);
                }
                assertThat(read).hasToString(text);
            }
        }
    }
}
