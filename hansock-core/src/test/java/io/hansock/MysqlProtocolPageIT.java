package io.hansock;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.hansock.testing.AccountPlugin;
import io.hansock.testing.Project;
import io.hansock.testing.SqlServer;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Plays the conversation of docs/protocol-mysql.md, byte for byte. */
class MysqlProtocolPageIT {
    private static final Pattern BLOCK = Pattern.compile("^```text\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern SQL = Pattern.compile("^```sql\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern TOKEN = Pattern.compile("'([^']*)'|([0-9a-f]{2})(?:×(\\d+))?|([a-z]+)(?:×(\\d+))?");
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String PASSWORD = "secret";

    /** What the server has chosen, by its name on the page. */
    private final Map<String, byte[]> chosen = new HashMap<>();

    private DataInputStream in;

    @Test
    void theConversationGoesAsThePageSays() throws Exception {
        String page = Files.readString(Project.root().resolve("docs/protocol-mysql.md"));
        SqlServer server = SqlServer.shared(SqlServer.Kind.MARIADB_10_11);
        server.admin("drop database if exists docs", "create database docs character set utf8mb4");
        for (String statement : found(SQL, page).strip().split(";", -1)) {
            if (!statement.isBlank()) {
                server.admin(statement);
            }
        }
        server.account(AccountPlugin.NATIVE, "docs", PASSWORD);
        List<String> lines = found(BLOCK, page).lines().toList();
        assertThat(lines).hasSizeGreaterThan(15);
        try (Socket socket = new Socket(server.host(), server.port())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            in = new DataInputStream(socket.getInputStream());
            for (String line : lines) {
                String bytes = line.substring(3);
                if (line.startsWith("C: ")) {
                    socket.getOutputStream().write(said(bytes));
                } else {
                    assertThat(line).startsWith("S: ");
                    hear(bytes);
                }
            }
            assertThat(in.read()).as("the end").isEqualTo(-1);
        }
    }

    private static String found(Pattern block, String page) {
        return block.matcher(page).results().findFirst().orElseThrow().group(1);
    }

    private byte[] said(String line) throws GeneralSecurityException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (MatchResult token : tokens(line)) {
            bytes.writeBytes(
                    token.group(4) == null
                            ? fixed(token)
                            : token.group(4).equals("proof") ? proof() : chosen.get(token.group(4)));
        }
        return bytes.toByteArray();
    }

    private void hear(String line) throws IOException {
        for (MatchResult token : tokens(line)) {
            if (token.group(4) == null) {
                byte[] expected = fixed(token);
                byte[] met = read(expected.length);
                if (!Arrays.equals(met, expected)) {
                    fail("%s: instead of %s came %s", line, hex(expected), hex(met) + " and then " + hex(waiting()));
                }
            } else if (token.group(4).equals("text")) {
                while (in.readByte() != 0) {
                    // of whatever length
                }
            } else {
                choose(token.group(4), read(count(token.group(5))));
            }
        }
    }

    /** So many bytes, or those that came in time. */
    private byte[] read(int count) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            for (int next = in.read(); next >= 0; next = bytes.size() < count ? in.read() : -1) {
                bytes.write(next);
            }
        } catch (SocketTimeoutException tooFew) {
            // what is missing is told by who compares
        }
        return bytes.toByteArray();
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }

    private byte[] waiting() throws IOException {
        return in.readNBytes(in.available());
    }

    private void choose(String name, byte[] bytes) {
        byte[] before = chosen.getOrDefault(name, new byte[0]);
        byte[] all = Arrays.copyOf(before, before.length + bytes.length);
        System.arraycopy(bytes, 0, all, before.length, bytes.length);
        chosen.put(name, all);
    }

    private static byte[] fixed(MatchResult token) {
        if (token.group(1) != null) {
            return token.group(1).getBytes(US_ASCII);
        }
        byte[] bytes = new byte[count(token.group(3))];
        Arrays.fill(bytes, (byte) Integer.parseInt(token.group(2), 16));
        return bytes;
    }

    private static int count(@Nullable String times) {
        return times == null ? 1 : Integer.parseInt(times);
    }

    private static List<MatchResult> tokens(String line) {
        List<MatchResult> tokens = TOKEN.matcher(line).results().toList();
        assertThat(TOKEN.matcher(line).replaceAll("").strip()).as(line).isEmpty();
        return tokens;
    }

    /** As the page's table of plugins has it. */
    private byte[] proof() throws GeneralSecurityException {
        byte[] once = sha1(PASSWORD.getBytes(US_ASCII));
        byte[] mask = sha1(chosen.get("nonce"), sha1(once));
        for (int i = 0; i < mask.length; i++) {
            mask[i] ^= once[i];
        }
        return mask;
    }

    private static byte[] sha1(byte[]... parts) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-1");
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }
}
