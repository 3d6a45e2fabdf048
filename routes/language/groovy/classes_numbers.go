package groovy

import (
	"math"
	"math/big"
	"math/rand/v2"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/dromedary-go/dromedary/components"
)

// parseNumber reads text as a number of a class.
func parseNumber(s, class string) any {
	bad := func() { throw(numberFormat, "For input string: "+strconv.Quote(s)) }
	switch class {
	case "java.lang.Integer", "java.lang.Long", "java.lang.Short", "java.lang.Byte":
		size := map[string]int{"java.lang.Integer": 32, "java.lang.Long": 64, "java.lang.Short": 16, "java.lang.Byte": 8}[class]
		n, err := strconv.ParseInt(s, 10, size)
		if err != nil || strings.Contains(s, "_") {
			bad()
		}
		if class == "java.lang.Long" {
			return n
		}
		return int(n)
	case "java.lang.Double", "java.lang.Float":
		f, err := components.Float(s)
		if err != nil {
			if strings.TrimSpace(s) == "" {
				throw(numberFormat, "empty String")
			}
			bad()
		}
		if class == "java.lang.Float" {
			return float32(f)
		}
		return f
	case "java.math.BigInteger":
		n, ok := new(big.Int).SetString(s, 10)
		if !ok || len(s) > 10_000 || strings.Contains(s, "_") {
			bad()
		}
		return n
	}
	d, ok := components.ParseDecimal(s)
	if !ok {
		if at := strings.IndexFunc(s, func(r rune) bool { return !strings.ContainsRune("0123456789.+-eE", r) }); at >= 0 {
			r, _ := utf8.DecodeRuneInString(s[at:])
			throw(numberFormat, "Character "+string(r)+" is neither a decimal digit number, decimal point, nor \"e\" notation exponential mark.")
		}
		throw(numberFormat, "Index 0 out of bounds for length 0")
	}
	return d
}

// wholeClass makes Integer and Long.
func wholeClass(name string, bits int, least, most any) class {
	parse := func(c called) any {
		if len(c.args) == 2 {
			n, err := strconv.ParseInt(c.text(0), c.int(1), bits)
			if err != nil {
				throw(numberFormat, "For input string: "+strconv.Quote(c.text(0)))
			}
			return toNumber(n, name)
		}
		if s, ok := textOf(c.args[0]); ok {
			return parseNumber(s, name)
		}
		if c.args[0] == nil {
			throw(numberFormat, "Cannot parse null string: null")
		}
		if !isNumber(c.args[0]) {
			c.missing()
		}
		return toNumber(c.args[0], name)
	}
	unsigned := func(v any) uint64 {
		if bits == 32 {
			return uint64(uint32(low(v)))
		}
		return uint64(low(v))
	}
	inBase := func(base int) member {
		return one(func(c called) any { return strconv.FormatUint(unsigned(c.args[0]), base) })
	}
	return class{
		construct: one(parse),
		statics: members{
			"parseInt": {1, 2, parse}, "parseLong": {1, 2, parse}, "valueOf": {1, 2, parse}, "decode": one(parse),
			"toString": {1, 2, func(c called) any {
				if len(c.args) == 2 {
					return strconv.FormatInt(low(c.args[0]), max(2, min(36, c.int(1))))
				}
				return toText(c.args[0])
			}},
			"toHexString": inBase(16), "toBinaryString": inBase(2), "toOctalString": inBase(8),
			"compare": {2, 2, func(c called) any { return compare(c.args[0], c.args[1]) }},
			"max":     {2, 2, func(c called) any { return extreme(c.args[0], c.args[1], 1) }},
			"min":     {2, 2, func(c called) any { return extreme(c.args[0], c.args[1], -1) }},
			"sum":     {2, 2, func(c called) any { return calculate('+', c.args[0], c.args[1]) }},
			"signum":  one(func(c called) any { return sign(compare(c.args[0], 0)) }),
		},
		constants: map[string]any{"MIN_VALUE": least, "MAX_VALUE": most, "SIZE": bits},
	}
}

func extreme(a, b any, direction int) any {
	if compare(a, b)*direction >= 0 {
		return a
	}
	return b
}

func floatClass(name string) class {
	parse := one(func(c called) any {
		if s, ok := textOf(c.args[0]); ok {
			return parseNumber(s, name)
		}
		if !isNumber(c.args[0]) {
			c.missing()
		}
		return toNumber(c.args[0], name)
	})
	return class{
		construct: parse,
		statics: members{
			"parseDouble": parse, "parseFloat": parse, "valueOf": parse,
			"toString":   one(func(c called) any { return toText(c.args[0]) }),
			"compare":    {2, 2, func(c called) any { return compare(c.args[0], c.args[1]) }},
			"isNaN":      one(func(c called) any { return math.IsNaN(floatOf(c.args[0])) }),
			"isInfinite": one(func(c called) any { return math.IsInf(floatOf(c.args[0]), 0) }),
			"isFinite":   one(func(c called) any { f := floatOf(c.args[0]); return !math.IsInf(f, 0) && !math.IsNaN(f) }),
			"max":        {2, 2, func(c called) any { return extreme(c.args[0], c.args[1], 1) }},
			"min":        {2, 2, func(c called) any { return extreme(c.args[0], c.args[1], -1) }},
		},
		constants: map[string]any{
			"MAX_VALUE": math.MaxFloat64, "MIN_VALUE": math.SmallestNonzeroFloat64, "NaN": math.NaN(),
			"POSITIVE_INFINITY": math.Inf(1), "NEGATIVE_INFINITY": math.Inf(-1),
		},
	}
}

// toDecimal makes a BigDecimal of a number or text.
func toDecimal(c called) any {
	switch v := c.args[0].(type) {
	case string:
		return parseNumber(v, "java.math.BigDecimal")
	case *big.Int:
		if len(c.args) == 2 {
			return decimal(v, c.int(1))
		}
	case int, int64:
		if len(c.args) == 2 {
			return decimal(bigOf(v), c.int(1))
		}
	}
	if !isNumber(c.args[0]) {
		c.missing()
	}
	return decimalOf(c.args[0])
}

// exactDecimal is new BigDecimal(0.1), which has all the digits of the double.
func exactDecimal(c called) any {
	f, ok := c.args[0].(float64)
	if !ok || math.IsNaN(f) || math.IsInf(f, 0) {
		return toDecimal(c)
	}
	d, ok := components.ParseDecimal(new(big.Float).SetFloat64(f).Text('f', -1))
	if r, exact := new(big.Rat).SetFloat64(f), true; r != nil && exact {
		n, _ := r.FloatPrec()
		d, ok = components.ParseDecimal(r.FloatString(n))
	}
	if !ok {
		c.missing()
	}
	return d
}

func bigInteger(c called) any {
	if s, ok := textOf(c.args[0]); ok {
		if len(c.args) == 2 {
			if n, ok := new(big.Int).SetString(s, max(2, min(36, c.int(1)))); ok && len(s) < 10_000 {
				return n
			}
			throw(numberFormat, "For input string: "+strconv.Quote(s))
		}
		return parseNumber(s, "java.math.BigInteger")
	}
	return new(big.Int).Set(bigOf(c.args[0]))
}

var numberClasses map[string]class

func fillNumberClasses() {
	numberClasses = map[string]class{
		"java.lang.Integer": wholeClass("java.lang.Integer", 32, math.MinInt32, math.MaxInt32),
		"java.lang.Long":    wholeClass("java.lang.Long", 64, int64(math.MinInt64), int64(math.MaxInt64)),
		"java.lang.Short":   wholeClass("java.lang.Short", 16, math.MinInt16, math.MaxInt16),
		"java.lang.Byte":    wholeClass("java.lang.Byte", 8, math.MinInt8, math.MaxInt8),
		"java.lang.Double":  floatClass("java.lang.Double"),
		"java.lang.Float":   floatClass("java.lang.Float"),
		"java.math.BigDecimal": {
			construct: member{1, 2, exactDecimal},
			statics:   members{"valueOf": {1, 2, toDecimal}},
			constants: map[string]any{
				"ZERO": decimal(big.NewInt(0), 0), "ONE": decimal(big.NewInt(1), 0), "TEN": decimal(big.NewInt(10), 0),
				"ROUND_UP": 0, "ROUND_DOWN": 1, "ROUND_CEILING": 2, "ROUND_FLOOR": 3, "ROUND_HALF_UP": 4, "ROUND_HALF_DOWN": 5, "ROUND_HALF_EVEN": 6,
			},
		},
		"java.math.BigInteger": {
			construct: member{1, 2, bigInteger},
			statics:   members{"valueOf": one(bigInteger)},
			constants: map[string]any{"ZERO": big.NewInt(0), "ONE": big.NewInt(1), "TWO": big.NewInt(2), "TEN": big.NewInt(10)},
		},
		"java.math.RoundingMode": {
			statics:   members{"valueOf": one(func(c called) any { return constant{c.text(0), "java.math.RoundingMode"} })},
			constants: constantsOf("java.math.RoundingMode", up, down, ceiling, floor, halfUp, halfDown, halfEven, exactly),
		},
		"java.lang.Boolean": {
			statics: members{
				"parseBoolean": one(func(c called) any { return strings.EqualFold(toText(c.args[0]), "true") }),
				"valueOf": one(func(c called) any {
					if b, ok := c.args[0].(bool); ok {
						return b
					}
					return strings.EqualFold(toText(c.args[0]), "true")
				}),
				"toString": one(func(c called) any { return toText(c.args[0]) }),
			},
			constants: map[string]any{"TRUE": true, "FALSE": false},
		},
		"java.lang.Math":                            {statics: mathMembers(), constants: map[string]any{"PI": math.Pi, "E": math.E}},
		"java.lang.StrictMath":                      {statics: mathMembers(), constants: map[string]any{"PI": math.Pi, "E": math.E}},
		"java.util.Random":                          {construct: member{0, 1, func(c called) any { return newRandom(c) }}},
		"java.security.SecureRandom":                {construct: member{0, 0, func(called) any { return &Random{rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())), nil} }}},
		"java.util.concurrent.ThreadLocalRandom":    {statics: members{"current": get(func(called) any { return &Random{rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())), nil} })}},
		"java.util.concurrent.atomic.AtomicInteger": {construct: member{0, 1, func(c called) any { return newAtomic(c, "java.util.concurrent.atomic.AtomicInteger") }}},
		"java.util.concurrent.atomic.AtomicLong":    {construct: member{0, 1, func(c called) any { return newAtomic(c, "java.util.concurrent.atomic.AtomicLong") }}},
	}
}

// constant is a constant of one of Java's enumerations.
type constant struct{ name, class string }

func (k constant) String() string    { return k.name }
func (k constant) JavaClass() string { return k.class }
func (k constant) likeText()         {}
func (k constant) export() any       { return k.name }

func (k constant) members() members {
	m := members{
		"name":      get(func(called) any { return k.name }),
		"getName":   get(func(called) any { return k.name }),
		"compareTo": one(func(c called) any { return compareTexts(k.name, toText(c.args[0])) }),
	}
	if k.class == "java.time.temporal.ChronoUnit" {
		m["between"] = member{2, 2, func(c called) any { return unitsBetween(c.date(0), c.date(1), k.name) }}
	}
	return m
}

func constantsOf(class string, names ...string) map[string]any {
	m := map[string]any{}
	for _, n := range names {
		m[n] = constant{n, class}
	}
	return m
}
