package dev.hallmark.compat.python;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** @param problem why it did not pass, empty when it did. A skipped test did not pass: a skip would hide what does not work. */
record PytestCase(String name, String problem) {

  /** The cases of a report in JUnit's XML format, in the order they ran. */
  static List<PytestCase> read(Path report) throws IOException {
    NodeList nodes = parse(report).getElementsByTagName("testcase");
    List<PytestCase> cases = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      Element each = (Element) nodes.item(i);
      cases.add(new PytestCase(
          each.getAttribute("classname") + "::" + each.getAttribute("name"), problem(each)));
    }
    return cases;
  }

  private static String problem(Element testcase) {
    StringBuilder problem = new StringBuilder();
    for (String kind : List.of("failure", "error", "skipped")) {
      NodeList found = testcase.getElementsByTagName(kind);
      for (int i = 0; i < found.getLength(); i++) {
        Element each = (Element) found.item(i);
        problem
            .append(kind)
            .append(": ")
            .append(each.getAttribute("message"))
            .append('\n')
            .append(each.getTextContent());
      }
    }
    return problem.toString();
  }

  private static Document parse(Path report) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(report.toFile());
    } catch (SAXException | ParserConfigurationException e) {
      throw new IOException("cannot read pytest's report " + report, e);
    }
  }
}
