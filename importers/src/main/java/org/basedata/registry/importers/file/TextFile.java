package org.basedata.registry.importers.file;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.basedata.registry.core.fault.Fault;

/**
 * What must be known of a file before its first row is sent: that all of it is text, in which character set, and its hash.
 * The whole file is read once for that, so that no row of a file in the wrong character set ever reaches the registry.
 *
 * @param mark bytes of the byte order mark, which are not part of the text
 * @param hash SHA-256 of all bytes, hex
 */
record TextFile(Path path, Charset charset, int mark, long size, String hash) {
    static final Charset GB18030 = Charset.forName("GB18030");
    private static final int BLOCK = 256 * 1024;

    /** @param forced null to find the character set out */
    static TextFile probe(Path path, Charset forced) throws IOException {
        MessageDigest digest = sha256();
        DecodingCheck check = new DecodingCheck(forced == null ? StandardCharsets.UTF_8 : forced);
        long size = 0;
        int mark = 0;
        byte[] block = new byte[BLOCK];
        try (InputStream in = open(path)) {
            for (int n = in.readNBytes(block, 0, BLOCK); n > 0; n = in.readNBytes(block, 0, BLOCK)) {
                if (size == 0) mark = markOf(block, n, forced);
                int skipped = size == 0 ? mark : 0;
                digest.update(block, 0, n);
                check.feed(block, skipped, n - skipped);
                size += n;
            }
            check.end();
        }
        String hash = HexFormat.of().formatHex(digest.digest());
        if (size - mark == 0)
            throw new FileRefused(
                    List.of(fault("FILE_EMPTY", null, "文件为空,没有表头,也没有数据", "the file is empty, without header or rows")));
        if (check.failedAt() < 0)
            return new TextFile(path, forced == null ? StandardCharsets.UTF_8 : forced, mark, size, hash);
        long failedAt = check.failedAt() + mark;
        if (forced != null)
            throw new FileRefused(List.of(fault(
                    "FILE_ENCODING",
                    forced.name(),
                    "文件不是所指定的字符集 " + forced.name() + ":第 " + failedAt + " 字节(从 0 起)无法解码",
                    "the file is not in the character set asked for, " + forced.name() + ": byte " + failedAt
                            + " (counted from 0) cannot be decoded")));
        if (mark > 0)
            throw new FileRefused(List.of(fault(
                    "FILE_ENCODING",
                    "UTF-8",
                    "文件以 UTF-8 字节序标记开头,但第 " + failedAt + " 字节(从 0 起)不是 UTF-8",
                    "the file begins with the byte order mark of UTF-8, but byte " + failedAt
                            + " (counted from 0) is not UTF-8")));
        long inGb = failsAt(path, GB18030);
        if (inGb < 0) return new TextFile(path, GB18030, 0, size, hash);
        throw new FileRefused(List.of(fault(
                "FILE_ENCODING",
                null,
                "文件既不是 UTF-8(第 " + failedAt + " 字节无法解码),也不是 GB18030(第 " + inGb
                        + " 字节无法解码,均从 0 起);请另存为 UTF-8 或 GB18030 后重新报送",
                "the file is neither UTF-8 (byte " + failedAt + " cannot be decoded) nor GB18030 (byte " + inGb
                        + ", both counted from 0); save it as UTF-8 or GB18030 and send it again")));
    }

    private static long failsAt(Path path, Charset charset) throws IOException {
        DecodingCheck check = new DecodingCheck(charset);
        byte[] block = new byte[BLOCK];
        try (InputStream in = open(path)) {
            for (int n = in.readNBytes(block, 0, BLOCK);
                    n > 0 && check.failedAt() < 0;
                    n = in.readNBytes(block, 0, BLOCK)) check.feed(block, 0, n);
            check.end();
        }
        return check.failedAt();
    }

    private static int markOf(byte[] block, int n, Charset forced) {
        if (n >= 3 && block[0] == (byte) 0xEF && block[1] == (byte) 0xBB && block[2] == (byte) 0xBF)
            return forced == null || forced.equals(StandardCharsets.UTF_8) ? 3 : 0;
        boolean utf16 = n >= 2
                && (block[0] == (byte) 0xFF && block[1] == (byte) 0xFE
                        || block[0] == (byte) 0xFE && block[1] == (byte) 0xFF);
        if (utf16 && forced == null)
            throw new FileRefused(
                    List.of(
                            fault(
                                    "FILE_ENCODING",
                                    "UTF-16",
                                    "文件是 UTF-16(第 0 字节为其字节序标记);请另存为 UTF-8 或 GB18030 后重新报送",
                                    "the file is UTF-16 (its byte order mark is at byte 0); save it as UTF-8 or GB18030 and send it again")));
        return 0;
    }

    private static InputStream open(Path path) throws IOException {
        try {
            if (Files.isDirectory(path)) throw new NoSuchFileException(path.toString());
            return Files.newInputStream(path);
        } catch (NoSuchFileException e) {
            throw new FileRefused(List.of(fault(
                    "FILE_NOT_FOUND",
                    path.getFileName().toString(),
                    "文件不存在: " + path.getFileName(),
                    "there is no file " + path.getFileName())));
        }
    }

    static Fault fault(String code, String value, String zh, String en) {
        return new Fault(code, "file", value, zh, en);
    }

    /** The text, from behind the byte order mark. */
    DecodingReader read() throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            in.skipNBytes(mark);
            return new DecodingReader(in, charset, mark);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
