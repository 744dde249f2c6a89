package io.hansock.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.hansock.ProtocolException;
import io.hansock.ServerException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTest {
    @Test
    void aLineHasItsTokensAsChildren() {
        Reply.Line line = line("0\t3\tann\t\u0000\tx\u0001Iy\t");
        List<Reply> children = children(line);
        assertThat(children)
                .extracting(child -> child.getClass().getSimpleName())
                .containsExactly("Text", "Text", "Text", "Null", "Encoded", "Text");
        assertThat(children).extracting(Reply::text).containsExactly("0", "3", "ann", null, "x\ty", "");
        assertThat(children.get(4).bytes()).as("as it was sent").containsExactly('x', 1, 'I', 'y');
        assertThat(children.get(3).bytes()).containsExactly(0);
        assertThat(children.get(2).children()).isEmpty();
        assertThat(line.bytes()).hasSize(15);
    }

    @Test
    void malformedEscapesAreNoticedWhenTheyAreDecodedAndNotBefore() {
        Reply child = children(line("a\u0001")).get(0);
        assertThat(child.bytes()).containsExactly('a', 1);
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(child::text);
    }

    @Property(tries = 500)
    void anyByteIsLegalInALine(@ForAll byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = bytes[i] == '\n' ? (byte) 0xff : bytes[i];
        }
        Reply.Line line = new Reply.Line(bytes, 0, bytes.length);
        int length = -1;
        for (Reply child : line.children()) {
            length += 1 + child.bytes().length;
        }
        assertThat(length).isEqualTo(bytes.length);
        assertThat(line.bytes()).isEqualTo(bytes);
    }

    @Test
    void theServersErrorsAreLinesThatCanBeExceptions() {
        assertThat(line("1\t1\t121").refusal("east"))
                .hasValueSatisfying(e -> assertThat(e.kind()).isEqualTo(ServerException.Kind.DUPLICATE_KEY));
        assertThat(line("2\t1\tstmtnum").refusal("east"))
                .hasValueSatisfying(e -> assertThat(e.server()).isEqualTo("east"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0\t1",
                "0\t1\t121",
                "",
                "x\t1\ty",
                "1\t1",
                "1\t2\tx",
                "1\t1\tx\ty",
                "\u0000\t1\tx",
                "1\t\u0001\tx"
            })
    void otherLinesAreNoErrors(String text) {
        assertThat(line(text).refusal("east")).isEmpty();
    }

    @Test
    void iteratorsEnd() {
        Iterator<Reply> tokens = line("").children().iterator();
        assertThat(tokens.next().text()).isEmpty();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(tokens::next);
    }

    @Test
    void valuesStayOutOfLogs() {
        assertThat(line("s3cr3t\tx")).asString().doesNotContain("s3cr3t");
        assertThat(children(line("s3cr3t\ts3cr3t\u0001A")))
                .allSatisfy(child -> assertThat(child).asString().doesNotContain("s3cr3t"));
    }

    private static Reply.Line line(String text) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        return new Reply.Line(bytes, 0, bytes.length);
    }

    private static List<Reply> children(Reply.Line line) {
        List<Reply> children = new ArrayList<>();
        line.children().forEach(children::add);
        return children;
    }
}
