package dev.hallmark.server.storage.functions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseFoldingTest {
  @ParameterizedTest
  @CsvSource({
    "Fraud-É, fraud-é",
    "ΑΣ, ασ",
    "ας, ασ",
    "ΑΣΒ, ασβ",
    "straße, straße",
    "STRAẞE, straße",
    "Iı, iı",
    "İi, İi",
    "\u212a\u212b\u2126, k\u00e5\u03c9",
    "\u017f\u00b5, s\u03bc",
    "\u01c5\u01c4\u01c6, \u01c6\u01c6\u01c6",
    "\u1c80\u0412\u0432, \u0432\u0432\u0432",
    "\uab70\u13a0, \uab70\uab70",
    "\ud801\udc00\ud83e\udd80, \ud801\udc28\ud83e\udd80"
  })
  void fold_isUnicodesSimpleCaseFolding(String text, String folded) {
    assertThat(CaseFolding.fold(text)).isEqualTo(folded);
  }

  @Test
  void fold_ofEachCodePointIsOneThatFoldsToItself() {
    for (int each = 0; each <= Character.MAX_CODE_POINT; each++) {
      String folded = CaseFolding.fold(Character.toString(each));
      assertThat(folded.codePointCount(0, folded.length())).isEqualTo(1);
      assertThat(CaseFolding.fold(folded)).isEqualTo(folded);
    }
  }
}
