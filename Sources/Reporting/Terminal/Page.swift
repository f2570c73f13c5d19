/// The lines of a report in the making: paragraphs, aligned rows and steps, broken to the width.
struct Page {
  /// A label and what belongs to it.
  struct Row {
    var mark: SafeText = ""
    var label: SafeText
    var text: SafeText
  }

  let style: Style
  private var lines: [String] = []

  init(style: Style) {
    self.style = style
  }

  var text: String {
    let end = lines.last?.isEmpty == true ? lines.count - 1 : lines.count
    return lines[..<end].map { $0 + "\n" }.joined()
  }

  mutating func blank() {
    if lines.last?.isEmpty == false {
      lines.append("")
    }
  }

  /// A name and a badge at the two ends of a line, or below each other.
  ///
  /// - Parameters:
  ///   - names: Ways to write the name, the fullest first: the first that fits is taken.
  ///   - badge: What is coloured of the right side.
  ///   - tone: Its colour.
  ///   - rest: What follows it.
  mutating func header(
    _ names: [SafeText], _ badge: SafeText, _ tone: Style.Tone, _ rest: SafeText
  ) {
    let right = style.paint(badge.string, tone) + rest.string
    let room = style.textWidth - badge.width - rest.width
    if let name = names.first(where: { $0.width + 2 <= room }) {
      lines.append(style.paint(name.string, .strong) + spaces(room - name.width) + right)
    } else {
      lines += LineBreaker.lines(of: names[0].string, width: style.textWidth)
        .map { style.paint($0, .strong) }
      lines.append("  " + right)
    }
  }

  /// What a section is about, at the edge.
  mutating func title(_ text: SafeText) {
    lines.append(style.paint(text.string, .strong))
  }

  /// A line of stretches, each in its own tone; never broken, so that columns stay columns.
  mutating func line(_ stretches: [(text: SafeText, tone: Style.Tone)], indent: Int) {
    var line = spaces(indent)
    for stretch in stretches {
      line += style.paint(stretch.text.string, stretch.tone)
    }
    while line.utf8.last == UInt8(ascii: " ") { line.removeLast() }
    lines.append(line)
  }

  mutating func heading(_ text: SafeText) {
    lines.append("  " + style.paint(text.string, .faint))
  }

  mutating func paragraph(_ text: SafeText, indent: Int = 2) {
    hang(text, after: spaces(indent), width: indent)
  }

  /// Rows with their texts in one column; below their labels where these leave no room for one.
  mutating func rows(_ rows: [Row], indent: Int, tone: Style.Tone = .plain) {
    let labelWidth = rows.map(\.label.width).max() ?? 0
    let isStacked = labelWidth > style.textWidth * 2 / 5
    let column = indent + (isStacked ? 2 : labelWidth + (labelWidth > 0 ? 2 : 0))
    for row in rows {
      let mark = row.mark.isEmpty ? "" : style.paint(row.mark.string, tone) + " "
      let margin = row.mark.isEmpty ? indent : indent - row.mark.width - 1
      let lead = spaces(margin) + mark + style.paint(row.label.string, .faint)
      let gap = row.text.isEmpty ? 0 : column - indent - row.label.width
      if isStacked {
        lines.append(lead)
        if !row.text.isEmpty {
          hang(row.text, after: spaces(column), width: column)
        }
      } else {
        hang(row.text, after: lead + spaces(gap), width: column)
      }
    }
  }

  /// A line that must be copied whole, such as a command: never broken.
  mutating func verbatim(_ text: SafeText, indent: Int) {
    lines.append(spaces(indent) + text.string)
  }

  /// Breaks a text and lets its further lines hang below the beginning of the first.
  private mutating func hang(_ text: SafeText, after lead: String, width: Int) {
    let broken = LineBreaker.lines(of: text.string, width: style.textWidth - width)
    lines.append(lead + (broken.first ?? ""))
    for line in broken.dropFirst() {
      lines.append(spaces(width) + line)
    }
  }

  private func spaces(_ count: Int) -> String {
    String(repeating: " ", count: max(0, count))
  }
}
