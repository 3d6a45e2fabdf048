package javatext

import (
	"cmp"
	"fmt"
	"regexp"
	"strconv"
	"time"
)

var gmtOffset = regexp.MustCompile(`^GMT([+-])(\d{1,2})(?::?([0-5]\d))?$`)

// TimeZone answers the zone of a name as Java knows it: an IANA name, or an offset such as GMT+2.
func TimeZone(name string) (*time.Location, bool) {
	switch name {
	case "", "Local": // Go's words, not Java's
		return nil, false
	case "GMT", "Z":
		return time.FixedZone("GMT", 0), true
	}
	if m := gmtOffset.FindStringSubmatch(name); m != nil {
		hours, _ := strconv.Atoi(m[2])
		minutes, _ := strconv.Atoi(m[3])
		seconds := (hours*60 + minutes) * 60
		if m[1] == "-" {
			seconds = -seconds
		}
		return time.FixedZone(fmt.Sprintf("GMT%s%02d:%02d", m[1], hours, minutes), seconds), hours < 24
	}
	if place, ok := oldZones[name]; ok {
		name = place
	}
	zone, err := time.LoadLocation(name)
	return zone, err == nil
}

// oldZones are Java's three-letter names, which it discourages, with the places that it means by them.
var oldZones = map[string]string{
	"ACT": "Australia/Darwin", "AET": "Australia/Sydney", "AGT": "America/Argentina/Buenos_Aires", "ART": "Africa/Cairo", "AST": "America/Anchorage",
	"BET": "America/Sao_Paulo", "BST": "Asia/Dhaka", "CAT": "Africa/Harare", "CNT": "America/St_Johns", "CST": "America/Chicago", "CTT": "Asia/Shanghai",
	"EAT": "Africa/Addis_Ababa", "ECT": "Europe/Paris", "IET": "America/Indiana/Indianapolis", "IST": "Asia/Kolkata", "JST": "Asia/Tokyo",
	"MIT": "Pacific/Apia", "NET": "Asia/Yerevan", "NST": "Pacific/Auckland", "PLT": "Asia/Karachi", "PNT": "America/Phoenix", "PRT": "America/Puerto_Rico",
	"PST": "America/Los_Angeles", "SST": "Pacific/Guadalcanal", "VST": "Asia/Ho_Chi_Minh",
}

// zoneNames are the names of common zones in full, by their short ones, with the place where that means several.
var zoneNames = map[string]string{
	"UTC": "Coordinated Universal Time", "GMT": "Greenwich Mean Time", "BST": "British Summer Time",
	"WET": "Western European Standard Time", "WEST": "Western European Summer Time",
	"CET": "Central European Standard Time", "CEST": "Central European Summer Time",
	"EET": "Eastern European Standard Time", "EEST": "Eastern European Summer Time", "MSK": "Moscow Standard Time",
	"EST": "Eastern Standard Time", "EDT": "Eastern Daylight Time", "CDT": "Central Daylight Time",
	"MST": "Mountain Standard Time", "MDT": "Mountain Daylight Time", "PST": "Pacific Standard Time", "PDT": "Pacific Daylight Time",
	"AKST": "Alaska Standard Time", "AKDT": "Alaska Daylight Time", "HST": "Hawaii-Aleutian Standard Time",
	"CST America/Chicago": "Central Standard Time", "CST Asia/Shanghai": "China Standard Time",
	"IST Asia/Kolkata": "India Standard Time", "IST Asia/Calcutta": "India Standard Time", "JST": "Japan Standard Time", "KST": "Korean Standard Time",
	"AEST": "Australian Eastern Standard Time", "AEDT": "Australian Eastern Daylight Time",
	"NZST": "New Zealand Standard Time", "NZDT": "New Zealand Daylight Time",
}

// zoneName is the short name of the zone that t is in, or the full one where it is wanted and known.
func zoneName(t time.Time, width int) string {
	name, _ := t.Zone()
	if name == "" || name[0] == '+' || name[0] == '-' { // a zone that has no name in the database
		name = "GMT" + t.Format("-07:00")
	}
	if width < 4 {
		return name
	}
	return cmp.Or(zoneNames[name], zoneNames[name+" "+t.Location().String()], name)
}
