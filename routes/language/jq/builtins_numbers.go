package jq

import (
	"math"
	"time"
)

// ofFloat makes a native of a function of one number; its result stays a floating-point number, as in Camel's jq.
func ofFloat(name string, f func(float64) float64) native {
	return func(_ *machine, in any, _ []any) (any, error) {
		if !isNumber(in) {
			return nil, failed("%s is not applicable to %s; expected one of [INTEGER, FLOAT]", name, kind(in))
		}
		return f(float(in)), nil
	}
}

func ofFloats(f func(a, b float64) float64) native {
	return func(_ *machine, _ any, args []any) (any, error) {
		for _, v := range args {
			if !isNumber(v) {
				return nil, failed("%s number required", shown(v))
			}
		}
		return numeric(f(float(args[0]), float(args[1]))), nil
	}
}

func test(f func(float64) bool) native {
	return func(_ *machine, in any, _ []any) (any, error) {
		if !isNumber(in) {
			return nil, failed("%s number required", shown(in))
		}
		return f(float(in)), nil
	}
}

var numberNatives = func() map[string]native {
	all := map[string]native{
		"infinite/0":   func(*machine, any, []any) (any, error) { return math.Inf(1), nil },
		"nan/0":        func(*machine, any, []any) (any, error) { return math.NaN(), nil },
		"isnan/0":      test(func(f float64) bool { return f != f }),
		"isinfinite/0": test(func(f float64) bool { return math.IsInf(f, 0) }),
		"isnormal/0":   test(func(f float64) bool { return f != 0 && !math.IsInf(f, 0) && f == f }),
		"abs/0": func(_ *machine, in any, _ []any) (any, error) {
			if !isNumber(in) {
				return nil, failed("%s has no absolute value", shown(in))
			}
			return length(in)
		},
		"pow/2":   ofFloats(math.Pow),
		"atan2/2": ofFloats(math.Atan2),
		"fmin/2":  ofFloats(math.Min),
		"fmax/2":  ofFloats(math.Max),
		"fmod/2":  ofFloats(math.Mod),
		"now/0": func(*machine, any, []any) (any, error) {
			return float64(time.Now().UnixMilli()) / 1000, nil
		},
		"fromdateiso8601/0": ofText("fromdateiso8601", func(s string) (any, error) {
			t, err := time.Parse(time.RFC3339, s)
			if err != nil {
				return nil, failed("date \"%s\" does not match format \"%%Y-%%m-%%dT%%H:%%M:%%SZ\"", s)
			}
			return numeric(float64(t.Unix())), nil
		}),
		"todateiso8601/0": func(_ *machine, in any, _ []any) (any, error) {
			if !isNumber(in) {
				return nil, failed("strftime/1 requires parsed datetime inputs")
			}
			return time.Unix(int64(float(in)), 0).UTC().Format("2006-01-02T15:04:05Z"), nil
		},
	}
	for name, f := range map[string]func(float64) float64{
		"floor": math.Floor, "ceil": math.Ceil, "sqrt": math.Sqrt, "fabs": math.Abs, "trunc": math.Trunc, "rint": math.RoundToEven,
		"round": math.Round, "nearbyint": math.RoundToEven,
		"log": math.Log, "log2": math.Log2, "log10": math.Log10, "log1p": math.Log1p, "exp": math.Exp, "exp2": math.Exp2, "expm1": math.Expm1,
		"exp10": func(f float64) float64 { return math.Pow(10, f) }, "cbrt": math.Cbrt,
		"sin": math.Sin, "cos": math.Cos, "tan": math.Tan, "asin": math.Asin, "acos": math.Acos, "atan": math.Atan,
		"sinh": math.Sinh, "cosh": math.Cosh, "tanh": math.Tanh,
	} {
		all[name+"/0"] = ofFloat(name, f)
	}
	return all
}()
