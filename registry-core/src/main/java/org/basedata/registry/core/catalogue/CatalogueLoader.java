package org.basedata.registry.core.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.basedata.registry.core.reference.CodeLists;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Reads catalogue files (YAML, UTF-8; the layout is described at the head of {@code catalogue/catalogue.yaml}). A
 * catalogue's stored form is its file's text: loading the same text gives an equal catalogue at any time.
 */
public final class CatalogueLoader {
    private static final String STANDARD = "/catalogue/catalogue.yaml";

    private CatalogueLoader() {}

    /**
     * The catalogue in this text, with the code lists that come with the registry.
     *
     * @throws CatalogueRefused with every fault of the text
     */
    public static Catalogue load(String yaml) {
        return load(yaml, CodeLists.standard().names());
    }

    /**
     * The catalogue in this text.
     *
     * @param knownCodeLists names that {@code codeList} may have
     * @throws CatalogueRefused with every fault of the text
     */
    public static Catalogue load(String yaml, Set<String> knownCodeLists) {
        return new CatalogueReading(new TreeSet<>(knownCodeLists)).read(compose(yaml));
    }

    /** The catalogue that comes with the registry. */
    public static Catalogue standard() {
        return load(standardYaml());
    }

    /** The text of the catalogue that comes with the registry. */
    public static String standardYaml() {
        try (InputStream in = CatalogueLoader.class.getResourceAsStream(STANDARD)) {
            if (in == null) throw new IllegalStateException("The program is incomplete: no resource " + STANDARD);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("The resource " + STANDARD + " cannot be read", e);
        }
    }

    /**
     * SHA-256, as 64 lower-case hexadecimal digits, of what the text says: comments, layout, quoting and the order of
     * keys do not count, the order of lists does. Two texts with one fingerprint make the same master records.
     *
     * @throws CatalogueRefused when the text is not YAML
     */
    public static String fingerprint(String yaml) {
        StringBuilder canonical = new StringBuilder();
        appendCanonical(compose(yaml), canonical);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256")
                            .digest(canonical.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private static Node compose(String yaml) {
        refuseUnprintable(yaml);
        Yaml parser = new Yaml(new LoaderOptions());
        try {
            // Aliases would let one line stand in many places (and in itself), so that a fault had no one line.
            List<CatalogueFault> aliases = new ArrayList<>();
            for (Event event : parser.parse(new StringReader(yaml)))
                if (event instanceof AliasEvent alias)
                    aliases.add(new CatalogueFault(
                            alias.getStartMark().getLine() + 1,
                            "",
                            "引用了别名 *" + alias.getAnchor() + "；目录文件不允许使用 YAML 别名，请写出内容",
                            "found the alias *" + alias.getAnchor()
                                    + "; YAML aliases are not allowed in a catalogue, write the content out"));
            if (!aliases.isEmpty()) throw new CatalogueRefused(aliases);
            Node root = parser.compose(new StringReader(yaml));
            if (root == null)
                throw refused(
                        1,
                        "文件为空；目录至少要有 version、sources、terms、persons、legalEntities",
                        "the file is empty; a catalogue has at least version, sources, terms, persons, legalEntities");
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw notYaml(line, e.getProblem() == null ? e.getMessage() : e.getProblem());
        } catch (YAMLException e) {
            throw notYaml(1, e.getMessage());
        }
    }

    /** The parser refuses such characters too, and does not say on which line. */
    private static void refuseUnprintable(String yaml) {
        List<CatalogueFault> unprintable = new ArrayList<>();
        int line = 1;
        for (int at = 0, character; at < yaml.length(); at += Character.charCount(character)) {
            character = yaml.codePointAt(at);
            if (character == '\n') line++;
            if (StreamReader.isPrintable(character)) continue;
            String code = "U+%04X".formatted(character);
            unprintable.add(new CatalogueFault(
                    line, "", "含有不可见字符 " + code + "，请删去", "found the control character " + code + "; delete it"));
        }
        if (!unprintable.isEmpty()) throw new CatalogueRefused(unprintable);
    }

    private static CatalogueRefused notYaml(int line, String problem) {
        return refused(
                line,
                "不是有效的 YAML（" + problem + "）；请检查缩进、引号和括号，改正后才能检查其余内容",
                "not valid YAML (" + problem
                        + "); check indentation, quotes and brackets, the rest can be checked only then");
    }

    private static CatalogueRefused refused(int line, String zh, String en) {
        return new CatalogueRefused(List.of(new CatalogueFault(line, "", zh, en)));
    }

    private static void appendCanonical(Node node, StringBuilder to) {
        if (node instanceof ScalarNode scalar) {
            String value = scalar.getValue();
            to.append(value.length()).append(':').append(value);
        } else if (node instanceof SequenceNode sequence) {
            to.append('[');
            for (Node element : sequence.getValue()) appendCanonical(element, to);
            to.append(']');
        } else if (node instanceof MappingNode mapping) {
            TreeSet<String> entries = new TreeSet<>();
            for (NodeTuple tuple : mapping.getValue()) {
                StringBuilder entry = new StringBuilder();
                appendCanonical(tuple.getKeyNode(), entry);
                appendCanonical(tuple.getValueNode(), entry);
                entries.add(entry.toString());
            }
            to.append('{');
            entries.forEach(to::append);
            to.append('}');
        }
    }
}
