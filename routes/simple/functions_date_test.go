package simple

import (
	"testing"
)

// The answers were recorded from Camel 4.22.
func TestFunctionsDate(t *testing.T) {
	check(t, nested, []row{
		{"${date:header.ms}", text{"Tue Nov 14 22:13:20 UTC 2023"}, nil},
		{"${date:header.ms:yyyy-MM-dd HH:mm:ss.SSS}", "2023-11-14 22:13:20.123", nil},
		{"${date:header.ms:yyyy-MM-dd'T'HH:mm:ss.SSSXXX}", "2023-11-14T22:13:20.123Z", nil},
		{"${date:header.ms:yy M d H m s S}", "23 11 14 22 13 20 123", nil},
		{"${date:header.ms:yyy MMM MMMM MMMMM E EEE EEEE EEEEE}", "2023 Nov November November Tue Tue Tuesday Tuesday", nil},
		{"${date:header.ms:D DD DDD F W w ww u}", "318 318 318 2 3 46 46 2", nil},
		{"${date:header.ms:h hh K KK k kk a aa}", "10 10 10 10 22 22 PM PM", nil},
		{"${date:header.ms:z zz zzzz Z ZZ X XX XXX}", "UTC UTC Coordinated Universal Time +0000 +0000 Z Z Z", nil},
		{"${date:header.ms:G GG GGGG GGGGG Y YY YYYY YYYYY}", "AD AD AD AD 2023 23 2023 02023", nil},
		{"${date:header.ms:S SS SSS SSSS SSSSSS}", "123 123 123 0123 000123", nil},
		{"${date:header.ms:yyyyy y MM L LLL LLLL}", "02023 2023 11 11 Nov November", nil},
		{"${date:header.ms:yyyy/MM/dd}", "2023/11/14", nil},
		{"${date:header.ms:yyyyMMddHHmmss}", "20231114221320", nil},
		{"${date:header.ms:HH:mm}", "22:13", nil},
		{"${date:header.ms:}", text{"Tue Nov 14 22:13:20 UTC 2023"}, nil},
		{"${date:header.ms+1h:HH:mm}", "23:13", nil},
		{"${date:header.ms-24h:dd HH:mm}", "13 22:13", nil},
		{"${date:header.ms+1h30m-100:HH:mm:ss.SSS}", "23:43:20.023", nil},
		{"${date:header.ms+1d:dd}", "15", nil},
		{"${date:header.ms + 1h:HH}", "23", nil},
		{"${date:header.ms+500:SSS}", "623", nil},
		{"${date:header.ms+1h}", text{"Tue Nov 14 23:13:20 UTC 2023"}, nil},
		{"${date:header.i}", fails{"IllegalArgumentException"}, nil},
		{"${date:header.str}", fails{"IllegalArgumentException"}, nil},
		{"${date:header.nope}", fails{"IllegalArgumentException"}, nil},
		{"${date:variable.vms:yyyy}", "2023", nil},
		{"${date:exchangeProperty.pms:yyyy}", "2023", nil},
		{"${date:now:yyyy}", "2026", nil},
		{"${date:now+1s:yyyy}", "2026", nil},
		{"${date:exchangeCreated:yyyy}", "2026", nil},
		{"${date:file:yyyy-MM-dd}", "2023-11-14", nil},
		{"${date}", refused{}, nil},
		{"${date:}", refused{}, nil},
		{"${date:header.ms.time}", fails{"IllegalArgumentException"}, nil},
		{"${date-with-timezone:header.ms:Europe/Berlin:yyyy-MM-dd HH:mm z}", "2023-11-14 23:13 CET", nil},
		{"${date-with-timezone:header.ms:Europe/Berlin:zzzz Z XXX X}", "Central European Standard Time +0100 +01:00 +01", nil},
		{"${date-with-timezone:header.ms:GMT+8:yyyy-MM-dd'T'HH:mm:ss:SSSXXX}", "2023-11-15T06:13:20:123+08:00", nil},
		{"${date-with-timezone:header.ms:GMT+08:00:HH:mm z}", "00:06:13 GMT+08:00", nil},
		{"${date-with-timezone:header.ms:America/New_York:HH:mm zzzz z}", "17:13 Eastern Standard Time EST", nil},
		{"${date-with-timezone:header.ms:EST:HH z}", "17 EST", nil},
		{"${date-with-timezone:header.ms:UTC}", refused{}, nil},
		{"${date-with-timezone:header.ms:UTC:}", text{"Tue Nov 14 22:13:20 UTC 2023"}, nil},
		{"${date-with-timezone:header.ms+1h:UTC:HH}", "23", nil},
		{"${date-with-timezone:now:UTC:yyyy}", "2026", nil},
		{"${date-with-timezone:header.ms:Asia/Kolkata:HH:mm z X XX XXX Z zzzz}", "03:43 IST +05 +0530 +05:30 +0530 India Standard Time", nil},
		{"${date-with-timezone:header.ms:Asia/Tokyo:z zzzz}", "JST Japan Standard Time", nil},
		{"${date-with-timezone:header.ms:UTC:z zzzz Z X XX XXX}", "UTC Coordinated Universal Time +0000 Z Z Z", nil},
	}...)
	check(t, quoted, []row{
		{"${date:header.ms:yyyy-MM-dd}T${date:header.ms:HH}", "2023-11-14T22", nil},
	}...)
}
