package simple

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
)

// indentJSON lays valid JSON out with tabs, as Camel does: an empty object has an empty line in it, and a line break is at
// the end. Numbers and text stay as they are written.
func indentJSON(text string) string {
	var b strings.Builder
	depth := 0
	line := func() {
		b.WriteByte('\n')
		b.WriteString(strings.Repeat("\t", depth))
	}
	for i := 0; i < len(text); i++ {
		switch c := text[i]; c {
		case '"':
			end := i + 1
			for text[end] != '"' {
				if text[end] == '\\' {
					end++
				}
				end++
			}
			b.WriteString(text[i : end+1])
			i = end
		case '{', '[':
			b.WriteByte(c)
			depth++
			line()
		case '}', ']':
			depth--
			line()
			b.WriteByte(c)
		case ',':
			b.WriteByte(c)
			line()
		case ':':
			b.WriteString(": ")
		case ' ', '\t', '\r', '\n':
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('\n')
	return b.String()
}

// indentXML lays XML out with two blanks a level, every piece on a line of its own.
func indentXML(text string) (string, error) {
	d := xml.NewDecoder(strings.NewReader(text))
	var lines []string
	depth := 0
	add := func(s string) { lines = append(lines, strings.Repeat("  ", depth)+s) }
	for {
		from := d.InputOffset()
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", err
		}
		raw := text[from:d.InputOffset()]
		switch token.(type) {
		case xml.StartElement:
			add(strings.TrimSpace(strings.TrimSuffix(strings.TrimSuffix(raw, ">"), "/")) + ">")
			depth++
		case xml.EndElement:
			depth--
			if depth < 0 {
				return "", errors.New("an element ends that has not begun")
			}
			if raw == "" { // <a/> ends where it begins
				raw = "</" + elementName(lines[len(lines)-1]) + ">"
			}
			add(raw)
		default:
			if s := strings.TrimSpace(raw); s != "" {
				add(s)
			}
		}
	}
	if depth != 0 {
		return "", errors.New("an element has no end")
	}
	return strings.Join(lines, "\n"), nil
}

func elementName(line string) string {
	name := strings.TrimLeft(line, " <")
	return name[:strings.IndexAny(name, " \t\r\n>")]
}
