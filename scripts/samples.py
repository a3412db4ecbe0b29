#!/usr/bin/env python3
"""Writes the sample files in docs/samples: an Ads Manager export, native ads and deals.

Seeded and standard library only; `scripts/samples.py` rewrites the same bytes. The market is made
up: 12 ads in 3 campaigns over 28 days, with steady winners, one winner whose purchases come late,
losers, and one ad that draws clicks and sells nothing.
"""

import csv
import datetime
import math
import pathlib
import random

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "docs" / "samples"
FIRST_DAY = datetime.date(2025, 3, 3)
DAYS = 28

# name, ad set, campaign, daily budget, first day, CTR, purchases per click, value of one, days
# until the first purchase can come
ADS = [
    ("Morning run 15s", "Runners 25-44", "Prospecting", 120, 0, 0.021, 0.016, 68.0, 0),
    ("Unboxing UGC", "Runners 25-44 UGC", "Prospecting", 150, 0, 0.026, 0.013, 74.0, 0),
    ("Coach explains", "Lookalike 1%", "Prospecting", 60, 4, 0.013, 0.033, 92.0, 6),
    ("Sale banner", "Lookalike 3%", "Prospecting", 90, 0, 0.009, 0.008, 55.0, 0),
    ("You won't believe this", "Broad clickbait", "Prospecting", 80, 2, 0.052, 0.001, 48.0, 0),
    ("Founder story", "Broad story", "Prospecting", 40, 6, 0.016, 0.015, 70.0, 1),
    ("Cart reminder", "Cart 7 days", "Retargeting", 45, 0, 0.031, 0.020, 71.0, 0),
    ("Viewed product", "Viewers 14 days", "Retargeting", 55, 0, 0.024, 0.014, 69.0, 0),
    ("Free shipping", "Viewers 30 days", "Retargeting", 35, 0, 0.015, 0.012, 61.0, 0),
    ("Spring carousel", "Spring women", "Spring collection", 100, 8, 0.018, 0.018, 77.0, 1),
    ("Spring video", "Spring men", "Spring collection", 100, 8, 0.011, 0.006, 72.0, 0),
    ("Spring story", "Spring broad", "Spring collection", 70, 25, 0.017, 0.018, 75.0, 0),
]

HEADER = [
    "Campaign name", "Campaign ID", "Ad set name", "Ad set ID", "Ad name", "Ad ID", "Day",
    "Ad delivery", "Ad set budget", "Ad set budget type", "Result indicator", "Results", "Reach",
    "Frequency", "Impressions", "Link clicks", "Clicks (all)", "Amount spent (USD)", "Purchases",
    "Purchases conversion value", "Reporting starts", "Reporting ends",
]


def poisson(rng, mean):
    """Knuth's method; means are small."""
    limit, count, product = math.exp(-mean), 0, rng.random()
    while product > limit:
        count, product = count + 1, product * rng.random()
    return count


CAMPAIGNS = ["Prospecting", "Retargeting", "Spring collection"]


def campaign_id(name):
    return str(120210000000000000 + 10 * CAMPAIGNS.index(name))


def ads_manager_rows(rng):
    for day in range(DAYS):
        date = (FIRST_DAY + datetime.timedelta(days=day)).isoformat()
        for index, (name, ad_set, campaign, budget, first, ctr, rate, value, delay) in enumerate(ADS):
            if day < first:
                continue
            spend = budget * rng.uniform(0.93, 1.06)
            impressions = round(spend / rng.uniform(7.5, 10.5) * 1000)
            clicks = min(impressions, poisson(rng, impressions * ctr * rng.uniform(0.9, 1.1)))
            seen = 1.0 if day - first >= delay else 0.0
            purchases = poisson(rng, clicks * rate * seen)
            worth = sum(round(value * rng.uniform(0.6, 1.5), 2) for _ in range(purchases))
            reach = round(impressions / rng.uniform(1.05, 1.4))
            yield {
                "Campaign name": campaign, "Campaign ID": campaign_id(campaign),
                "Ad set name": ad_set, "Ad set ID": str(120210000000001000 + index),
                "Ad name": name, "Ad ID": str(120210000000002000 + index), "Day": date,
                "Ad delivery": "active", "Ad set budget": f"{budget:,}",
                "Ad set budget type": "Daily",
                "Result indicator": "actions:offsite_conversion.fb_pixel_purchase",
                "Results": f"{purchases:,}" if purchases else "",
                "Reach": f"{reach:,}", "Frequency": f"{impressions / reach:.6f}",
                "Impressions": f"{impressions:,}", "Link clicks": f"{clicks:,}" if clicks else "",
                "Clicks (all)": f"{round(clicks * 1.3):,}" if clicks else "",
                "Amount spent (USD)": f"{spend:,.2f}",
                "Purchases": f"{purchases:,}" if purchases else "",
                "Purchases conversion value": f"{worth:,.2f}" if purchases else "",
                "Reporting starts": date, "Reporting ends": date,
            }


def number(text):
    return float(text.replace(",", "")) if text else 0.0


def write_ads_manager(rng):
    rows = list(ads_manager_rows(rng))
    total = {name: "" for name in HEADER}
    for name in ("Impressions", "Link clicks", "Clicks (all)", "Results", "Purchases"):
        total[name] = f"{round(sum(number(row[name]) for row in rows)):,}"
    for name in ("Amount spent (USD)", "Purchases conversion value"):
        total[name] = f"{sum(number(row[name]) for row in rows):,.2f}"
    total["Reporting starts"] = FIRST_DAY.isoformat()
    total["Reporting ends"] = (FIRST_DAY + datetime.timedelta(days=DAYS - 1)).isoformat()
    # As exported: a byte order mark, CR LF, the total right behind the header.
    with open(FOLDER / "ads_manager_export.csv", "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, HEADER)
        writer.writeheader()
        writer.writerow(total)
        writer.writerows(rows)


def write_native(rng):
    header = ("ad_id,campaign_id,budget_unit_id,status,start,end,impressions,clicks,spend,deals,"
              "pipeline_value,cash_revenue,current_budget,frequency,learning").split(",")
    with open(FOLDER / "native_ads.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        for day in range(14):
            date = (FIRST_DAY + datetime.timedelta(days=day)).isoformat()
            for ad, budget, ctr, deal_rate in (("consult-video", 60, 0.018, 0.012),
                                               ("gym-tour", 40, 0.014, 0.008),
                                               ("discount-image", 50, 0.02, 0.0)):
                spend = round(budget * rng.uniform(0.95, 1.05), 2)
                impressions = round(spend / 0.011)
                clicks = poisson(rng, impressions * ctr)
                deals = poisson(rng, clicks * deal_rate)
                writer.writerow([ad, "leads", f"set-{ad}", "active", date, date, impressions, clicks,
                                 f"{spend:.2f}", deals, 610 * deals, 0, budget, "1.40", "learned"])


def write_deals(rng):
    stages = ["lead", "appointment_scheduled", "show_up", "closed_won"]
    with open(FOLDER / "deals.csv", "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow("deal_id,ad_id,stage,amount,click_at,occurred_at".split(","))
        for deal in range(1, 19):
            ad = "consult-video" if deal % 3 else "gym-tour"
            click = datetime.datetime(2025, 3, 3, 8) + datetime.timedelta(hours=rng.randint(0, 240))
            at, reached = click, rng.choice([1, 2, 2, 3, 4, 4])
            for stage in stages[:reached]:
                at += datetime.timedelta(hours=rng.randint(1, 20))
                amount = rng.randint(150, 240) * 10 if stage == "closed_won" else ""
                writer.writerow([f"d-{deal:03}", ad, stage, amount,
                                 click.isoformat() + "Z", at.isoformat() + "Z"])
            if reached == 3 and deal % 2:
                at += datetime.timedelta(hours=30)
                writer.writerow([f"d-{deal:03}", ad, "closed_lost", "", click.isoformat() + "Z",
                                 at.isoformat() + "Z"])


def main():
    FOLDER.mkdir(parents=True, exist_ok=True)
    rng = random.Random(20250303)
    write_ads_manager(rng)
    write_native(rng)
    write_deals(rng)


if __name__ == "__main__":
    main()
