package groovy

import (
	"math"
	"math/big"

	"github.com/dromedary-go/dromedary/components"
)

var numberMembers, bigMembers members

func toClass(name string) member {
	return get(func(c called) any { return toNumber(c.self, name) })
}

// times counts what a loop of numbers does, with a step.
func loopNumbers(c called, to any, by any, cl *Closure, up bool) any {
	if compareNumbers(by, 0) <= 0 {
		throw("groovy.lang.GroovyRuntimeException", "Infinite loop: the step must be above 0")
	}
	op := byte('+')
	if !up {
		op = '-'
	}
	for v := c.self; up && compareNumbers(v, to) <= 0 || !up && compareNumbers(v, to) >= 0; v = calculate(op, v, by) {
		c.r.tick(1)
		c.r.invoke(cl, v)
	}
	return nil
}

func arithmeticMember(op byte) member {
	return one(func(c called) any {
		if !isNumber(c.args[0]) {
			if op == '+' {
				return c.r.plus(c.self, c.args[0])
			}
			c.missing()
		}
		return calculate(op, c.self, c.args[0])
	})
}

// intdiv divides whole numbers.
func intdiv(c called) any {
	kind := max(rank(c.self), rank(c.args[0]))
	if rank(c.args[0]) == 0 || kind > 3 {
		throw(unsupported, "Cannot use intdiv() on this number type: "+className(c.self)+" with value: "+toText(c.self))
	}
	a, b := bigOf(c.self), bigOf(c.args[0])
	if b.Sign() == 0 {
		throw(arithmetic, "/ by zero")
	}
	q := new(big.Int).Quo(a, b)
	switch kind {
	case 1:
		return int(int32(q.Int64()))
	case 2:
		return low(q)
	}
	return q
}

// round is Groovy's: to a whole number, or to digits behind the point.
func round(c called) any {
	if len(c.args) == 0 {
		switch v := c.self.(type) {
		case float64:
			n, _ := components.Int(math.Floor(v + 0.5))
			return n
		case float32:
			return int(math.Floor(float64(v) + 0.5))
		case *components.Decimal:
			return rounded(v, 0, halfUp)
		}
		return c.self
	}
	switch v := c.self.(type) {
	case *components.Decimal:
		if context, ok := c.args[0].(mathContext); ok {
			return rounded(v, v.Scale()-(v.Precision()-context.precision), context.mode)
		}
		return rounded(v, c.int(0), halfUp)
	case float64, float32:
		p := math.Pow(10, float64(c.int(0)))
		f := math.Floor(floatOf(v)*p+0.5) / p
		if _, narrow := v.(float32); narrow {
			return float32(f)
		}
		return f
	}
	return c.self
}

// cutOff is trunc.
func cutOff(c called) any {
	digits := 0
	if len(c.args) == 1 {
		digits = c.int(0)
	}
	switch v := c.self.(type) {
	case *components.Decimal:
		return rounded(v, digits, down)
	case float64, float32:
		p := math.Pow(10, float64(digits))
		return math.Trunc(floatOf(v)*p) / p
	}
	return c.self
}

// mode reads a rounding mode: a constant, or the number that Java once had for it.
func (c called) mode(i int, otherwise string) string {
	switch v := c.arg(i).(type) {
	case nil:
		return otherwise
	case int:
		modes := []string{up, down, ceiling, floor, halfUp, halfDown, halfEven, exactly}
		if v >= 0 && v < len(modes) {
			return modes[v]
		}
		throw(illegalArgument, "Invalid rounding mode")
	case constant:
		return v.name
	}
	c.missing()
	return ""
}

// mathContext is java.math.MathContext.
type mathContext struct {
	precision int
	mode      string
}

func (m mathContext) String() string {
	return "precision=" + toText(m.precision) + " roundingMode=" + m.mode
}
func (m mathContext) JavaClass() string { return "java.math.MathContext" }

func fillNumberMembers() {
	numberMembers = members{
		"toInteger": toClass("java.lang.Integer"), "intValue": toClass("java.lang.Integer"), "toLong": toClass("java.lang.Long"), "longValue": toClass("java.lang.Long"),
		"toDouble": toClass("java.lang.Double"), "doubleValue": toClass("java.lang.Double"), "toFloat": toClass("java.lang.Float"), "floatValue": toClass("java.lang.Float"),
		"shortValue": toClass("java.lang.Short"), "byteValue": toClass("java.lang.Byte"), "toShort": toClass("java.lang.Short"),
		"toBigDecimal": toClass("java.math.BigDecimal"), "toBigInteger": toClass("java.math.BigInteger"),
		"abs": get(func(c called) any {
			if compareNumbers(c.self, 0) < 0 {
				v, _ := negative(c.self)
				return v
			}
			return c.self
		}),
		"times": one(func(c called) any {
			cl := c.closure(0)
			for i := range max(0, c.selfInt()) {
				c.r.tick(1)
				c.r.invoke(cl, i)
			}
			return nil
		}),
		"upto":   {2, 2, func(c called) any { return loopNumbers(c, c.number(0), 1, c.closure(1), true) }},
		"downto": {2, 2, func(c called) any { return loopNumbers(c, c.number(0), 1, c.closure(1), false) }},
		"step": {3, 3, func(c called) any {
			by := c.number(1)
			if compareNumbers(by, 0) < 0 {
				by, _ = negative(by)
				return loopNumbers(c, calculate('+', c.number(0), by), by, c.closure(2), false)
			}
			to := c.number(0) // it is not reached
			for v := c.self; compareNumbers(v, to) < 0; v = calculate('+', v, by) {
				if compareNumbers(by, 0) == 0 {
					throw("groovy.lang.GroovyRuntimeException", "Infinite loop in "+toText(c.self)+".step("+toText(to)+", 0)")
				}
				c.r.tick(1)
				c.r.invoke(c.closure(2), v)
			}
			return nil
		}},
		"plus": arithmeticMember('+'), "minus": arithmeticMember('-'), "multiply": arithmeticMember('*'), "div": arithmeticMember('/'), "mod": arithmeticMember('%'), "remainder": arithmeticMember('%'),
		"power": one(func(c called) any { return power(c.self, c.number(0)) }), "intdiv": one(intdiv),
		"negative": get(func(c called) any { v, _ := negative(c.self); return v }), "positive": get(func(c called) any { return c.self }), "unaryMinus": get(func(c called) any { v, _ := negative(c.self); return v }),
		"next": get(func(c called) any { return calculate('+', c.self, 1) }), "previous": get(func(c called) any { return calculate('-', c.self, 1) }),
		"round": {0, 1, round}, "trunc": {0, 1, cutOff},
		"isNaN":      get(func(c called) any { return math.IsNaN(floatOf(c.self)) }),
		"isInfinite": get(func(c called) any { return math.IsInf(floatOf(c.self), 0) }),
		"compareTo":  one(func(c called) any { return compareNumbers(c.self, c.number(0)) }),
		"and":        one(func(c called) any { return c.r.operate("&", c.self, c.number(0)) }), "or": one(func(c called) any { return c.r.operate("|", c.self, c.number(0)) }), "xor": one(func(c called) any { return c.r.operate("^", c.self, c.number(0)) }),
	}
	bigMembers = members{
		"setScale": {1, 2, func(c called) any { return rounded(decimalOf(c.self), c.int(0), c.mode(1, exactly)) }},
		"scale":    get(func(c called) any { return decimalOf(c.self).Scale() }), "precision": get(func(c called) any { return decimalOf(c.self).Precision() }),
		"stripTrailingZeros": get(func(c called) any { return decimalOf(c.self).Stripped() }),
		"toPlainString":      get(func(c called) any { return decimalOf(c.self).Plain() }),
		"signum":             get(func(c called) any { return decimalOf(c.self).Sign() }),
		"unscaledValue":      get(func(c called) any { return decimalOf(c.self).Unscaled() }),
		"negate":             get(func(c called) any { v, _ := negative(c.self); return v }),
		"add":                arithmeticMember('+'), "subtract": arithmeticMember('-'),
		"divide":         {1, 3, divideMember},
		"pow":            one(func(c called) any { return power(c.self, c.number(0)) }),
		"remainder":      arithmeticMember('%'),
		"movePointLeft":  one(func(c called) any { d := decimalOf(c.self); return decimal(d.Unscaled(), d.Scale()+c.int(0)) }),
		"movePointRight": one(func(c called) any { d := decimalOf(c.self); return decimal(d.Unscaled(), d.Scale()-c.int(0)) }),
		"intValueExact":  toClass("java.lang.Integer"), "longValueExact": toClass("java.lang.Long"),
		"bitLength": get(func(c called) any { return bigOf(c.self).BitLen() }),
		"gcd": one(func(c called) any {
			return new(big.Int).GCD(nil, nil, new(big.Int).Abs(bigOf(c.self)), new(big.Int).Abs(bigOf(c.args[0])))
		}),
	}
}

// divideMember is BigDecimal's divide, with a scale and a mode; BigInteger's has neither.
func divideMember(c called) any {
	if a, ok := c.self.(*big.Int); ok {
		b := bigOf(c.number(0))
		if b.Sign() == 0 {
			throw(arithmetic, "BigInteger divide by zero")
		}
		return new(big.Int).Quo(a, b)
	}
	a, b := decimalOf(c.self), decimalOf(c.number(0))
	if b.Sign() == 0 {
		throw(arithmetic, "/ by zero")
	}
	if len(c.args) == 1 {
		d, ok := divideExactly(a, b, a.Scale()-b.Scale())
		if !ok {
			throw(arithmetic, "Non-terminating decimal expansion; no exact representable decimal result.")
		}
		return d
	}
	scale, mode := a.Scale(), c.mode(len(c.args)-1, exactly)
	if len(c.args) == 3 {
		scale = c.int(1)
	}
	if scale > 10_000 || scale < -10_000 {
		throw(arithmetic, "Overflow")
	}
	// with a digit more than is wanted, and one that says whether others follow
	num := a.At(max(a.Scale(), b.Scale()+scale+1))
	q, rest := new(big.Int).QuoRem(num, b.Unscaled(), new(big.Int))
	q.Mul(q, big.NewInt(10))
	if rest.Sign() != 0 {
		q.Add(q, big.NewInt(int64(rest.Sign()*b.Sign())))
	}
	return rounded(decimal(q, max(a.Scale(), b.Scale()+scale+1)-b.Scale()+1), scale, mode)
}

func (c called) number(i int) any {
	v := c.arg(i)
	if ch, ok := v.(Char); ok {
		return int(ch)
	}
	if !isNumber(v) {
		c.missing()
	}
	return v
}

func (c called) selfInt() int { return int(min(low(c.self), 1<<31-1)) }
