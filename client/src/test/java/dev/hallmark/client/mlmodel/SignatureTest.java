package dev.hallmark.client.mlmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hallmark.client.HallmarkException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SignatureTest {
  private static final Signature SIGNATURE = Signature.of(Map.of("inputs", """
      [{"type": "double", "name": "amount", "required": true},
       {"type": "long", "name": "age", "required": false},
       {"type": "string", "name": "country"},
       {"type": "array", "name": "codes", "required": false, "items": {"type": "integer"}},
       {"type": "object", "name": "card", "required": false,
        "properties": {"number": {"type": "string"}, "since": {"type": "datetime", "required": false}}},
       {"type": "map", "name": "scores", "required": false, "values": {"type": "double"}},
       {"type": "sparkml-vector", "name": "new", "required": false}]
      """));

  private static final Map<String, Object> ROW = Map.of("amount", 1.5, "country", "CH");

  private static List<String> with(String name, Object value) {
    Map<String, Object> row = new HashMap<>(ROW);
    row.put(name, value);
    return SIGNATURE.check(row);
  }

  @Test
  void rowThatFits_hasNothingWrong() {
    assertThat(SIGNATURE.check(ROW)).isEmpty();
    assertThat(with("amount", 3)).isEmpty();
    assertThat(with("age", 33)).isEmpty();
    assertThat(with("codes", new int[] {1, 2})).isEmpty();
    assertThat(with("card", Map.of("number", "4", "since", Instant.EPOCH))).isEmpty();
    assertThat(with("scores", Map.of("a", 1.0))).isEmpty();
    assertThat(with("new", new Object())).isEmpty();
    assertThat(with("unknown to the model", "x")).isEmpty();
  }

  @Test
  void rowThatDoesNotFit_isToldColumnByColumn() {
    assertThat(SIGNATURE.check(Map.of("amount", "x", "age", 1.5)))
        .containsExactly(
            "amount is 'x' (String), not DOUBLE",
            "age is '1.5' (Double), not LONG",
            "country is missing");
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> SIGNATURE.require(Map.of()))
        .withMessageContaining("row does not fit: amount is missing; country is missing");
  }

  @Test
  void whatIsInside_isCheckedToo() {
    assertThat(with("codes", List.of(1, 1L << 40)))
        .containsExactly("codes[1] is '1099511627776' (Long), not INTEGER");
    assertThat(with("codes", Arrays.asList(1, null))).containsExactly("codes[1] is missing");
    assertThat(with("card", Map.of("since", "now")))
        .containsExactlyInAnyOrder(
            "card.number is missing", "card.since is 'now' (String), not DATETIME");
    assertThat(with("scores", Map.of("a", "b")))
        .containsExactly("scores[0] is 'b' (String), not DOUBLE");
  }

  @Test
  void numbers_mustBeHeldWithoutLoss() {
    assertThat(ColumnType.DOUBLE.accepts(1L << 53)).isTrue();
    assertThat(ColumnType.DOUBLE.accepts((1L << 53) + 1)).isFalse();
    assertThat(ColumnType.LONG.accepts(BigInteger.TWO.pow(63))).isFalse();
    assertThat(ColumnType.INTEGER.accepts(true)).isFalse();
    assertThat(ColumnType.BOOLEAN.accepts(true)).isTrue();
    assertThat(ColumnType.BINARY.accepts(ByteBuffer.allocate(1))).isTrue();
    assertThat(ColumnType.TENSOR.accepts(new double[2][2])).isTrue();
  }

  @Test
  void signatureThatIsNoJson_isRefused() {
    assertThatExceptionOfType(HallmarkException.class)
        .isThrownBy(() -> Signature.of(Map.of("inputs", "[{")))
        .withMessageContaining("inputs");
  }
}
