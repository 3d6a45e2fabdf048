package groovy

import (
	"fmt"
	"math"
	"math/big"
	"strconv"
	"strings"
	"time"

	"github.com/dromedary-go/dromedary/components"
)

// conversion is one % of a format.
type conversion struct {
	flags            string
	width, precision int
	verb             byte
}

func (v conversion) has(flag string) bool { return strings.Contains(v.flags, flag) }

// format is String.format, with the conversions that Java has for text, numbers and dates.
func (r *run) format(f string, args []any) string {
	var b strings.Builder
	next := 0
	for i := 0; i < len(f); i++ {
		if f[i] != '%' {
			b.WriteByte(f[i])
			continue
		}
		v := conversion{width: -1, precision: -1}
		start := i
		i++
		which := -1
		digits := i
		for i < len(f) && isDigit(f[i]) {
			i++
		}
		if i < len(f) && f[i] == '$' && i > digits {
			which, _ = strconv.Atoi(f[digits:i])
			i++
		} else {
			i = digits
		}
		for i < len(f) && strings.IndexByte("-#+ 0,(<", f[i]) >= 0 {
			v.flags += f[i : i+1]
			i++
		}
		number := func() int {
			from := i
			for i < len(f) && isDigit(f[i]) {
				i++
			}
			n, err := strconv.Atoi(f[from:i])
			if err != nil {
				return -1
			}
			return n
		}
		v.width = number()
		if i < len(f) && f[i] == '.' {
			i++
			v.precision = number()
		}
		if i >= len(f) || v.width > 1_000_000 || v.precision > 10_000 {
			throw("java.util.UnknownFormatConversionException", "Conversion = '%'")
		}
		v.verb = f[i]
		switch v.verb {
		case 'n':
			b.WriteByte('\n')
			continue
		case '%':
			b.WriteString(v.padded("%"))
			continue
		}
		date := byte(0)
		if v.verb|0x20 == 't' {
			if i++; i >= len(f) {
				throw("java.util.UnknownFormatConversionException", "Conversion = 't'")
			}
			date = f[i]
		}
		switch {
		case which > 0:
		case v.has("<"):
			which = next
		default:
			next++
			which = next
		}
		if which < 1 || which > len(args) {
			throw("java.util.MissingFormatArgumentException", "Format specifier '"+f[start:i+1]+"'")
		}
		s := v.formatted(r, args[which-1], date)
		if v.verb >= 'A' && v.verb <= 'Z' {
			s = strings.ToUpper(s)
		}
		b.WriteString(s)
		if b.Len() > maxText {
			break
		}
	}
	return r.text(b.String())
}

func (v conversion) padded(s string) string {
	n := v.width - lengthOf(s)
	switch {
	case n <= 0:
		return s
	case v.has("-"):
		return s + strings.Repeat(" ", n)
	}
	return strings.Repeat(" ", n) + s
}

func (v conversion) mismatch(x any) {
	throw("java.util.IllegalFormatConversionException", fmt.Sprintf("%c != %s", v.verb, className(x)))
}

func (v conversion) formatted(r *run, x any, date byte) string {
	if x == nil && v.verb|0x20 != 'b' {
		return v.padded("null")
	}
	switch v.verb {
	case 's', 'S':
		s := r.javaString(x)
		if v.precision >= 0 && v.precision < lengthOf(s) {
			s = cutText(s, 0, v.precision)
		}
		return v.padded(s)
	case 'b', 'B':
		b, ok := x.(bool)
		return v.padded(strconv.FormatBool(ok && b || !ok && x != nil))
	case 'c', 'C':
		if n, ok := x.(int); ok {
			return v.padded(string(rune(n)))
		}
		return v.padded(toText(x))
	case 'h', 'H':
		return v.padded(strconv.FormatUint(uint64(uint32(hashOf(x))), 16))
	case 'd':
		if rank(x) == 0 || rank(x) > 3 {
			v.mismatch(x)
		}
		return v.signed(bigOf(x).Sign() < 0, new(big.Int).Abs(bigOf(x)).String(), "")
	case 'x', 'X', 'o':
		if rank(x) == 0 || rank(x) > 3 {
			v.mismatch(x)
		}
		base := map[byte]int{'x': 16, 'X': 16, 'o': 8}[v.verb]
		s := ""
		switch n := x.(type) {
		case int:
			s = strconv.FormatUint(uint64(uint32(n)), base)
		case int64:
			s = strconv.FormatUint(uint64(n), base)
		default:
			s = bigOf(n).Text(base)
		}
		if v.has("0") && len(s) < v.width {
			s = strings.Repeat("0", v.width-len(s)) + s
		}
		return v.padded(s)
	case 'f', 'e', 'E', 'g', 'G':
		if rank(x) < 4 {
			v.mismatch(x)
		}
		return v.float(x)
	case 't', 'T':
		t, ok := timeOf(x)
		if !ok {
			v.mismatch(x)
		}
		return v.padded(dateConversion(t, date))
	}
	throw("java.util.UnknownFormatConversionException", "Conversion = '"+string(rune(v.verb))+"'")
	return ""
}

// signed puts sign, groups of thousands and zeros to the digits of a number.
func (v conversion) signed(negative bool, whole, rest string) string {
	if v.has(",") {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	sign, end := "", ""
	switch {
	case negative && v.has("("):
		sign, end = "(", ")"
	case negative:
		sign = "-"
	case v.has("+"):
		sign = "+"
	case v.has(" "):
		sign = " "
	}
	s := whole + rest
	if n := v.width - len(sign) - len(s) - len(end); v.has("0") && n > 0 {
		s = strings.Repeat("0", n) + s
	}
	return v.padded(sign + s + end)
}

func (v conversion) float(x any) string {
	precision := v.precision
	if precision < 0 {
		precision = 6
	}
	if f := floatOf(x); math.IsNaN(f) || math.IsInf(f, 0) {
		return v.padded(components.Text(f))
	}
	d := decimalOf(x)
	negative := d.Sign() < 0 || rank(x) >= 5 && math.Signbit(floatOf(x))
	if v.verb == 'f' {
		s := strings.TrimPrefix(rounded(d, precision, halfUp).Plain(), "-")
		whole, fraction, ok := strings.Cut(s, ".")
		if ok {
			fraction = "." + fraction
		}
		return v.signed(negative, whole, fraction)
	}
	s := strconv.FormatFloat(math.Abs(floatOf(x)), 'e', precision, 64)
	if v.verb|0x20 == 'g' {
		precision = max(precision, 1)
		if f := math.Abs(floatOf(x)); f >= 1e-4 && f < math.Pow(10, float64(precision)) {
			digits := precision - 1
			if f != 0 {
				digits = precision - 1 - int(math.Floor(math.Log10(f)))
			}
			return v.signed(negative, strconv.FormatFloat(f, 'f', digits, 64), "")
		}
		s = strconv.FormatFloat(math.Abs(floatOf(x)), 'e', precision-1, 64)
	}
	return v.signed(negative, s, "")
}

// dateConversion writes one part of a date.
func dateConversion(t time.Time, verb byte) string {
	layouts := map[byte]string{
		'Y': "2006", 'y': "06", 'm': "01", 'd': "02", 'e': "2", 'H': "15", 'I': "03", 'M': "04", 'S': "05", 'L': "000", 'N': "000000000",
		'p': "pm", 'z': "-0700", 'Z': "MST", 'A': "Monday", 'a': "Mon", 'B': "January", 'b': "Jan", 'h': "Jan", 'F': "2006-01-02", 'T': "15:04:05", 'R': "15:04", 'D': "01/02/06", 'c': "Mon Jan 02 15:04:05 MST 2006",
	}
	switch verb {
	case 'L':
		return fmt.Sprintf("%03d", t.Nanosecond()/1e6)
	case 'N':
		return fmt.Sprintf("%09d", t.Nanosecond())
	case 's':
		return strconv.FormatInt(t.Unix(), 10)
	case 'Q':
		return strconv.FormatInt(t.UnixMilli(), 10)
	case 'j':
		return fmt.Sprintf("%03d", t.YearDay())
	}
	layout, ok := layouts[verb]
	if !ok {
		throw("java.util.UnknownFormatConversionException", "Conversion = 't"+string(rune(verb))+"'")
	}
	return t.Format(layout)
}
