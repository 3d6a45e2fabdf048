package groovy

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"

	"github.com/dromedary-go/dromedary/components"
)

func mathMembers() members {
	float := func(f func(float64) float64) member {
		return one(func(c called) any { return f(c.float(0)) })
	}
	float2 := func(f func(a, b float64) float64) member {
		return member{2, 2, func(c called) any { return f(c.float(0), c.float(1)) }}
	}
	exact := func(op byte) member {
		return member{2, 2, func(c called) any {
			v := calculate(op, bigOf(c.args[0]), bigOf(c.args[1])).(*big.Int)
			if _, narrow := c.args[0].(int); narrow && rank(c.args[1]) == 1 {
				if v.IsInt64() && v.Int64() == int64(int32(v.Int64())) {
					return int(v.Int64())
				}
				throw(arithmetic, "integer overflow")
			}
			if !v.IsInt64() {
				throw(arithmetic, "long overflow")
			}
			return v.Int64()
		}}
	}
	floorOf := func(modulo bool) member {
		return member{2, 2, func(c called) any {
			a, b := bigOf(c.args[0]), bigOf(c.args[1])
			if b.Sign() == 0 {
				throw(arithmetic, "/ by zero")
			}
			q, m := new(big.Int).QuoRem(a, b, new(big.Int))
			if m.Sign() != 0 && m.Sign() != b.Sign() {
				q.Sub(q, big.NewInt(1))
				m.Add(m, b)
			}
			if modulo {
				return toNumber(m, className(c.args[1]))
			}
			return toNumber(q, className(c.args[0]))
		}}
	}
	return members{
		"abs": one(func(c called) any { return absolute(c) }),
		"max": {2, 2, func(c called) any { return wider(c, extreme(c.args[0], c.args[1], 1)) }},
		"min": {2, 2, func(c called) any { return wider(c, extreme(c.args[0], c.args[1], -1)) }},
		"round": one(func(c called) any {
			if f, ok := c.args[0].(float32); ok {
				return int(math.Floor(float64(f) + 0.5))
			}
			n, _ := components.Int(math.Floor(c.float(0) + 0.5))
			return n
		}),
		"floor": float(math.Floor), "ceil": float(math.Ceil), "rint": float(math.RoundToEven), "sqrt": float(math.Sqrt), "cbrt": float(math.Cbrt),
		"sin": float(math.Sin), "cos": float(math.Cos), "tan": float(math.Tan), "asin": float(math.Asin), "acos": float(math.Acos), "atan": float(math.Atan),
		"exp": float(math.Exp), "log": float(math.Log), "log10": float(math.Log10), "signum": float(func(f float64) float64 { return float64(sign(compare(f, 0.0))) }),
		"toRadians": float(func(f float64) float64 { return f / 180 * math.Pi }), "toDegrees": float(func(f float64) float64 { return f * 180 / math.Pi }),
		"pow": float2(math.Pow), "atan2": float2(math.Atan2), "hypot": float2(math.Hypot),
		"random":   get(func(called) any { return rand.Float64() }),
		"floorMod": floorOf(true), "floorDiv": floorOf(false),
		"addExact": exact('+'), "subtractExact": exact('-'), "multiplyExact": exact('*'),
		"toIntExact": one(func(c called) any {
			n := low(c.args[0])
			if n != int64(int32(n)) {
				throw(arithmetic, "integer overflow")
			}
			return int(n)
		}),
	}
}

// wider gives a number the wider of the types of two.
func wider(c called, v any) any {
	for _, a := range c.args {
		if !isNumber(a) {
			c.missing()
		}
	}
	if (rank(c.args[0]) == 4) != (rank(c.args[1]) == 4) {
		throw("groovy.lang.GroovyRuntimeException", "Ambiguous method overloading for method java.lang.Math#"+c.name+".")
	}
	switch kind := max(rank(c.args[0]), rank(c.args[1])); {
	case kind == 2:
		return low(v)
	case kind >= 4:
		if d, ok := v.(*components.Decimal); ok && kind == 4 {
			return d.Float()
		}
		return floatOf(v)
	}
	return v
}

func (c called) float(i int) float64 {
	v := c.arg(i)
	if _, ok := v.(Char); !ok && !isNumber(v) {
		c.missing()
	}
	return floatOf(v)
}

func absolute(c called) any {
	v := c.args[0]
	if !isNumber(v) {
		c.missing()
	}
	if d, ok := v.(*components.Decimal); ok {
		return math.Abs(d.Float())
	}
	if compareNumbers(v, 0) < 0 {
		v, _ = negative(v)
	}
	return v
}

// Random is java.util.Random. With a seed it gives the numbers that Java gives.
type Random struct {
	free *rand.Rand
	seed *int64
}

func newRandom(c called) any {
	if len(c.args) == 0 {
		return &Random{rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64())), nil}
	}
	seed := (low(c.args[0]) ^ 0x5DEECE66D) & (1<<48 - 1)
	return &Random{nil, &seed}
}

func (x *Random) String() string    { return "java.util.Random@0" }
func (x *Random) JavaClass() string { return "java.util.Random" }

func (x *Random) bits(n uint) int32 {
	if x.free != nil {
		return int32(x.free.Uint32()) >> (32 - n)
	}
	*x.seed = (*x.seed*0x5DEECE66D + 0xB) & (1<<48 - 1)
	return int32(*x.seed >> (48 - n))
}

// below answers a number from 0 up to a bound.
func (x *Random) below(bound int32) int {
	if bound <= 0 {
		throw(illegalArgument, "bound must be positive")
	}
	if x.free != nil {
		return int(x.free.Int32N(bound))
	}
	r := x.bits(31)
	if bound&(bound-1) == 0 {
		return int(int64(bound) * int64(r) >> 31)
	}
	for u := r; ; u = x.bits(31) {
		if r = u % bound; u-r+(bound-1) >= 0 {
			return int(r)
		}
	}
}

func (x *Random) long() int64 { return int64(x.bits(32))<<32 + int64(x.bits(32)) }

func (x *Random) double() float64 {
	if x.free != nil {
		return x.free.Float64()
	}
	a := int64(x.bits(26)) & (1<<26 - 1)
	return float64(a<<27+int64(x.bits(27))&(1<<27-1)) / (1 << 53)
}

func (x *Random) members() members { return randomMembers }

var randomMembers members

func fillRandomMembers() {
	self := func(c called) *Random { return c.self.(*Random) }
	randomMembers = members{
		"nextInt": {0, 2, func(c called) any {
			switch len(c.args) {
			case 1:
				return self(c).below(int32(c.int(0)))
			case 2:
				if c.int(1) <= c.int(0) {
					throw(illegalArgument, "bound must be greater than origin")
				}
				return c.int(0) + self(c).below(int32(c.int(1)-c.int(0)))
			}
			return int(self(c).bits(32))
		}},
		"nextLong":    {0, 0, func(c called) any { return self(c).long() }},
		"nextDouble":  get(func(c called) any { return self(c).double() }),
		"nextFloat":   get(func(c called) any { return float32(self(c).bits(24)&(1<<24-1)) / (1 << 24) }),
		"nextBoolean": get(func(c called) any { return self(c).bits(1) != 0 }),
	}
}

// Atomic is AtomicInteger or AtomicLong. A script has no threads: it is a plain counter.
type Atomic struct {
	n     int64
	class string
}

func newAtomic(c called, class string) any {
	a := &Atomic{class: class}
	if len(c.args) == 1 {
		a.n = low(c.args[0])
	}
	return a
}

func (a *Atomic) String() string    { return fmt.Sprint(a.n) }
func (a *Atomic) JavaClass() string { return a.class }

func (a *Atomic) value(n int64) any {
	if a.class == "java.util.concurrent.atomic.AtomicInteger" {
		return int(int32(n))
	}
	return n
}

func (a *Atomic) members() members {
	change := func(by func(c called) int64, before bool) func(c called) any {
		return func(c called) any {
			old := a.n
			a.n += by(c)
			if before {
				return a.value(old)
			}
			return a.value(a.n)
		}
	}
	up, down, given := func(called) int64 { return 1 }, func(called) int64 { return -1 }, func(c called) int64 { return low(c.arg(0)) }
	return members{
		"get": get(func(called) any { return a.value(a.n) }), "intValue": get(func(called) any { return int(int32(a.n)) }),
		"longValue": get(func(called) any { return a.n }), "set": one(func(c called) any { a.n = low(c.args[0]); return nil }),
		"incrementAndGet": get(change(up, false)), "getAndIncrement": get(change(up, true)), "decrementAndGet": get(change(down, false)),
		"getAndDecrement": get(change(down, true)), "addAndGet": one(change(given, false)), "getAndAdd": one(change(given, true)),
	}
}
