package org.basedata.registry.core.record;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.ByteArrayBuilder;

/**
 * What stored forms have in common: UTF-8 JSON, written and read token by token, because these bytes are made and read for
 * every record and reflection would cost several times as much. Parts with a fixed order are arrays without names; what is
 * absent at the end of an array is left out.
 */
public final class StoredJson {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private StoredJson() {}

    public static byte[] write(Consumer<JsonGenerator> content) {
        ByteArrayBuilder bytes = new ByteArrayBuilder(1_024);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            content.accept(json);
        }
        return bytes.toByteArray();
    }

    /** @param content finds the parser at the first token */
    public static <T> T read(byte[] stored, Function<JsonParser, T> content) {
        try (JsonParser json = JSON.createParser(ObjectReadContext.empty(), stored)) {
            json.nextToken();
            return content.apply(json);
        }
    }

    public static void writeText(JsonGenerator json, String text) {
        if (text == null) json.writeNull();
        else json.writeString(text);
    }

    /** 22 characters of base64url, where the usual form has 36. */
    public static void writeUuid(JsonGenerator json, UUID id) {
        if (id == null) {
            json.writeNull();
            return;
        }
        byte[] bytes = new byte[16];
        ByteBuffer.wrap(bytes).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        json.writeString(BASE64.encodeToString(bytes));
    }

    public static void writeDate(JsonGenerator json, LocalDate date) {
        writeText(json, date == null ? null : date.toString());
    }

    /** Microseconds since 1970: a fifth of the cost of their text. */
    public static void writeTime(JsonGenerator json, Instant time) {
        json.writeNumber(Math.addExact(time.getEpochSecond() * 1_000_000, time.getNano() / 1_000));
    }

    /** The current token's text; null for null. */
    public static String text(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL ? null : json.getString();
    }

    public static UUID uuid(JsonParser json) {
        if (json.currentToken() == JsonToken.VALUE_NULL) return null;
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(json.getString()));
        return new UUID(bytes.getLong(), bytes.getLong());
    }

    public static LocalDate date(JsonParser json) {
        return json.currentToken() == JsonToken.VALUE_NULL ? null : Days.parse(json.getString());
    }

    public static Instant time(JsonParser json) {
        return Instant.EPOCH.plus(json.getLongValue(), ChronoUnit.MICROS);
    }
}
