package org.basedata.registry.importers.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.basedata.registry.core.fault.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TextFileTest {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    @TempDir
    Path folder;

    @Test
    void utf8IsTakenForUtf8() throws IOException {
        assertThat(read("姓名,性别\n王小兰,女\n".getBytes(StandardCharsets.UTF_8), null))
                .isEqualTo("姓名,性别\n王小兰,女\n");
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheText() throws IOException {
        assertThat(read(joined(MARK, "姓名\n".getBytes(StandardCharsets.UTF_8)), null))
                .isEqualTo("姓名\n");
        assertThat(read(joined(MARK, "姓名\n".getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8))
                .isEqualTo("姓名\n");
    }

    @Test
    void gb18030IsTakenForGb18030AndItsRareCharactersSurvive() throws IOException {
        String text = "姓名\n阿依古丽·买买提\n𠮷田㐂\n䶮玥\n";
        assertThat(TextFile.probe(file(text.getBytes(GB18030)), null).charset()).isEqualTo(GB18030);
        assertThat(read(text.getBytes(GB18030), null)).isEqualTo(text);
    }

    @Test
    void gb18030IsFoundAlsoWhenItsFirstMegabytesArePlainAscii() throws IOException {
        String text = "a,b\n" + "1,2\n".repeat(500_000) + "3,王小兰\n";
        assertThat(read(text.getBytes(GB18030), null)).isEqualTo(text);
    }

    @Test
    void aFileThatIsNeitherIsRefusedAtTheByte() throws IOException {
        byte[] bytes = joined("姓名\n王".getBytes(StandardCharsets.UTF_8), new byte[] {(byte) 0xFF, 'x', '\n'});
        FileRefused refused = refused(bytes, null);
        Fault fault = refused.faults().get(0);
        assertThat(fault.code()).isEqualTo("FILE_ENCODING");
        assertThat(fault.messageEn()).contains("neither UTF-8 (byte 10 cannot be decoded) nor GB18030 (byte ");
        assertThat(fault.message()).contains("第 10 字节");
    }

    @Test
    void aCharacterCutOffAtTheEndIsNotReplaced() throws IOException {
        byte[] whole = "a\n王".getBytes(StandardCharsets.UTF_8);
        byte[] cut = Arrays.copyOf(whole, whole.length - 1);
        assertThat(refused(cut, StandardCharsets.UTF_8).faults().get(0).messageEn())
                .contains("byte 2 ");
    }

    @Test
    void aForcedCharacterSetIsNotGuessedAgain() throws IOException {
        byte[] bytes = "王小兰\n".getBytes(GB18030);
        Fault fault = refused(bytes, StandardCharsets.UTF_8).faults().get(0);
        assertThat(fault.code()).isEqualTo("FILE_ENCODING");
        assertThat(fault.value()).isEqualTo("UTF-8");
        assertThat(read(bytes, GB18030)).isEqualTo("王小兰\n");
    }

    @Test
    void aMarkOfUtf8BeforeOtherBytesIsRefusedAndNotReadAsGb18030() throws IOException {
        assertThat(refused(joined(MARK, "王小兰\n".getBytes(GB18030)), null)
                        .faults()
                        .get(0)
                        .messageEn())
                .contains("byte order mark of UTF-8", "byte 3 ");
    }

    @Test
    void utf16IsToldByItsName() throws IOException {
        assertThat(refused("王\n".getBytes(StandardCharsets.UTF_16), null)
                        .faults()
                        .get(0)
                        .messageEn())
                .contains("UTF-16");
    }

    @Test
    void anEmptyFileIsToldFromAMissingOne() throws IOException {
        assertThat(refused(new byte[0], null).faults().get(0).code()).isEqualTo("FILE_EMPTY");
        assertThat(refused(MARK, null).faults().get(0).code()).isEqualTo("FILE_EMPTY");
        assertThatThrownBy(() -> TextFile.probe(folder.resolve("none.csv"), null))
                .isInstanceOf(FileRefused.class)
                .hasMessageStartingWith("FILE_NOT_FOUND");
        assertThatThrownBy(() -> TextFile.probe(folder, null)).isInstanceOf(FileRefused.class);
    }

    @Test
    void theHashIsThatOfTheBytes() throws IOException {
        // SHA-256 of "abc" as FIPS 180-2 prints it
        assertThat(TextFile.probe(file("abc".getBytes(StandardCharsets.US_ASCII)), null)
                        .hash())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void textOfAnyLengthIsReadWhereverBlocksEnd() throws IOException {
        for (long seed = 0; seed < 20; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder("x".repeat(random.nextInt(5)));
            String[] pieces = {"a", "é", "王", "𠮷", "\n"};
            int length = 100_000 + random.nextInt(200_000);
            for (int i = 0; i < length; i++) text.append(pieces[random.nextInt(pieces.length)]);
            Charset charset = random.nextBoolean() ? GB18030 : StandardCharsets.UTF_8;
            assertThat(read(text.toString().getBytes(charset), charset).equals(text.toString()))
                    .as("seed " + seed)
                    .isTrue();
        }
    }

    @Test
    void aReaderThatIsGivenAPlaceInABufferFillsItThere() throws IOException {
        try (DecodingReader reader = TextFile.probe(file("王小兰abc".getBytes(StandardCharsets.UTF_8)), null)
                .read()) {
            char[] target = "........".toCharArray();
            assertThat(reader.read(target, 3, 2)).isEqualTo(2);
            assertThat(reader.read(target, 5, 3)).isEqualTo(3);
            assertThat(new String(target)).isEqualTo("...王小兰ab");
            assertThat(reader.read(target, 7, 1)).isEqualTo(1);
            assertThat(reader.read(target, 7, 1)).isEqualTo(-1);
        }
    }

    @Test
    void aFileOfManyBuffersGivesItsRowsAndNoMore() throws IOException {
        String text = "序号,姓名\n" + "12345,测试人,\"𠮷\"\n".repeat(50_000);
        for (Charset charset : new Charset[] {GB18030, StandardCharsets.UTF_8}) {
            int rows = 0;
            try (CsvRows reader = new CsvRows(
                    TextFile.probe(file(text.getBytes(charset)), null).read(), ',')) {
                for (CsvRow row = reader.next(); row != null; row = reader.next())
                    if (rows++ > 0) assertThat(row.fields()).containsExactly("12345", "测试人", "𠮷");
            }
            assertThat(rows).isEqualTo(50_001);
        }
    }

    @Test
    void theReaderKnowsHowFarItIs() throws IOException {
        byte[] bytes = joined(MARK, "王小兰\n".repeat(100).getBytes(StandardCharsets.UTF_8));
        try (DecodingReader reader = TextFile.probe(file(bytes), null).read()) {
            assertThat(reader.decoded()).isEqualTo(3);
            char[] target = new char[4];
            assertThat(reader.read(target, 0, 4)).isEqualTo(4);
            assertThat(reader.decoded()).isEqualTo(3 + 10);
            reader.transferTo(Writer.nullWriter());
            assertThat(reader.decoded()).isEqualTo(bytes.length);
        }
    }

    private String read(byte[] bytes, Charset forced) throws IOException {
        StringWriter text = new StringWriter();
        try (DecodingReader reader = TextFile.probe(file(bytes), forced).read()) {
            reader.transferTo(text);
        }
        return text.toString();
    }

    private FileRefused refused(byte[] bytes, Charset forced) throws IOException {
        Path file = file(bytes);
        return catchThrowableOfType(FileRefused.class, () -> TextFile.probe(file, forced));
    }

    private Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "file", ".csv"), bytes);
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) all.write(part);
        return all.toByteArray();
    }
}
