package dataformat

// Indent lays compact JSON out as Jackson's default pretty printer does: two blanks a level, objects over several
// lines, arrays on one.
func Indent(compact []byte) []byte {
	var out []byte
	depth, inText := 0, false
	var open []byte // of { and [
	newline := func() {
		out = append(out, '\n')
		for range depth {
			out = append(out, ' ', ' ')
		}
	}
	for i := 0; i < len(compact); i++ {
		c := compact[i]
		if inText {
			out = append(out, c)
			if c == '\\' {
				i++
				out = append(out, compact[i])
			} else if c == '"' {
				inText = false
			}
			continue
		}
		switch c {
		case '"':
			inText = true
			out = append(out, c)
		case '{', '[':
			out = append(out, c)
			open = append(open, c)
			if next := compact[i+1]; next == '}' || next == ']' {
				out = append(out, ' ')
			} else if c == '{' {
				depth++
				newline()
			} else {
				out = append(out, ' ')
			}
		case '}', ']':
			if empty := compact[i-1] == '{' || compact[i-1] == '['; !empty {
				if c == '}' {
					depth--
					newline()
				} else {
					out = append(out, ' ')
				}
			}
			open = open[:len(open)-1]
			out = append(out, c)
		case ',':
			out = append(out, c)
			if open[len(open)-1] == '{' {
				newline()
			} else {
				out = append(out, ' ')
			}
		case ':':
			out = append(out, ' ', ':', ' ')
		default:
			out = append(out, c)
		}
	}
	return out
}
