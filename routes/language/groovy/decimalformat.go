package groovy

import "strings"

// decimalFormat is java.text.DecimalFormat, for patterns of #, 0, commas, a point and texts around.
type decimalFormat struct {
	pattern, prefix, suffix                 string
	leastWhole, leastFraction, mostFraction int
	grouping                                bool
	mode                                    string
	percent                                 bool
}

func newDecimalFormat(pattern string) *decimalFormat {
	f := &decimalFormat{pattern: pattern, mode: halfEven}
	positive, _, _ := strings.Cut(pattern, ";")
	start := strings.IndexAny(positive, "#0.,")
	end := strings.LastIndexAny(positive, "#0.,") + 1
	if start < 0 {
		throw(illegalArgument, "Malformed pattern \""+pattern+"\"")
	}
	f.prefix, f.suffix = strings.ReplaceAll(positive[:start], "'", ""), strings.ReplaceAll(positive[end:], "'", "")
	f.percent = strings.Contains(f.suffix, "%") || strings.Contains(f.prefix, "%")
	whole, fraction, _ := strings.Cut(positive[start:end], ".")
	f.grouping = strings.Contains(whole, ",")
	f.leastWhole = strings.Count(whole, "0")
	f.leastFraction, f.mostFraction = strings.Count(fraction, "0"), len(fraction)
	return f
}

func (f *decimalFormat) String() string    { return "java.text.DecimalFormat@0" }
func (f *decimalFormat) JavaClass() string { return "java.text.DecimalFormat" }

func (f *decimalFormat) format(v any) string {
	d := decimalOf(v)
	if f.percent {
		d = decimal(d.Unscaled(), d.Scale()-2)
	}
	d = rounded(d, f.mostFraction, f.mode)
	s := strings.TrimPrefix(d.Plain(), "-")
	whole, fraction, _ := strings.Cut(s, ".")
	for len(fraction) > f.leastFraction && strings.HasSuffix(fraction, "0") {
		fraction = fraction[:len(fraction)-1]
	}
	if whole == "0" && f.leastWhole == 0 && fraction != "" {
		whole = ""
	}
	if n := f.leastWhole - len(whole); n > 0 {
		whole = strings.Repeat("0", n) + whole
	}
	if f.grouping {
		for i := len(whole) - 3; i > 0; i -= 3 {
			whole = whole[:i] + "," + whole[i:]
		}
	}
	if fraction != "" {
		fraction = "." + fraction
	}
	sign := ""
	if d.Sign() < 0 {
		sign = "-"
	}
	return sign + f.prefix + whole + fraction + f.suffix
}

func (f *decimalFormat) members() members {
	return members{
		"format":                   one(func(c called) any { return f.format(c.number(0)) }),
		"setRoundingMode":          one(func(c called) any { f.mode = c.mode(0, halfEven); return nil }),
		"setMaximumFractionDigits": one(func(c called) any { f.mostFraction = min(max(0, c.int(0)), 300); return nil }),
		"setMinimumFractionDigits": one(func(c called) any {
			f.leastFraction = min(max(0, c.int(0)), 300)
			f.mostFraction = max(f.mostFraction, f.leastFraction)
			return nil
		}),
		"parse": one(func(c called) any { return parseNumber(strings.ReplaceAll(c.text(0), ",", ""), "java.math.BigDecimal") }),
	}
}
